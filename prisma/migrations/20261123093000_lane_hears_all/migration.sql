-- Up to which version of a drawn constraint its lane has taken up what people said of it: what a process that was killed had not heard yet is found by it.
ALTER TABLE "LaneItem" ADD COLUMN "heardVersion" INTEGER;
