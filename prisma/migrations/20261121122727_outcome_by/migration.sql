-- AlterTable
ALTER TABLE "Constraint" ADD COLUMN     "outcomeBy" "VerdictMethod";

-- Before, every outcome was a program's, but for those that a judge left beside a verdict of its own.
UPDATE "Constraint" c SET "outcomeBy" = CASE WHEN EXISTS (
  SELECT 1 FROM "Verdict" v WHERE v."constraintId" = c.id AND v.method = 'llm' AND v.outcome = c.outcome
) AND NOT EXISTS (
  SELECT 1 FROM "Verdict" v WHERE v."constraintId" = c.id AND v.method = 'rule' AND v.outcome IN ('pass', 'fail')
) THEN 'llm'::"VerdictMethod" ELSE 'rule'::"VerdictMethod" END
WHERE outcome IS NOT NULL;
