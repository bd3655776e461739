/**
 * What Node is told for the worker's process. Left to itself it lets garbage pile up to a large part of the machine's memory; the work itself
 * needs far less. Answers that are under way outlive many small collections of the young generation: a larger one collects less often.
 */
export const workerFlags = ['--max-old-space-size=384', '--max-semi-space-size=32']
