/** Decision.track of what one person decides for everybody, where one is enough. */
export const sharedTrack = ''
/** Decision.track of what an adjudicator settles. A reviewer's own opinion has their id as its track. */
export const finalTrack = 'final'
