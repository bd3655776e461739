/** Pixels that a letter of a chart's label takes, of 13 pixels' size and of the wider fonts that `font-sans` may come to. */
export const letterWidth = 7
