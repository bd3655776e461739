-- AlterEnum
ALTER TYPE "RunKind" ADD VALUE 'settle';
