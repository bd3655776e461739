-- AlterTable
ALTER TABLE "SavedView" ADD COLUMN     "columns" TEXT[] DEFAULT ARRAY[]::TEXT[];
