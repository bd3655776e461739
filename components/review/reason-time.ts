/** How long the question why a constraint was rejected stays, in ms. */
export const reasonMs = 2500
