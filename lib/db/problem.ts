/** A trouble with the database whose message is a sentence for the person at the keyboard: what is wrong and what to do. */
export class DatabaseProblem extends Error {
  override name = 'DatabaseProblem'
}
