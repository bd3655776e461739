/**
 * Words of an instruction that say where its input stands ("the following text", "the text above"), rewritten when the input moves
 * (Instruction Position Matters, arXiv 2308.12097). Only what is certainly such a phrase is rewritten: a thing that inputs are called,
 * before a stop, the end, or a word that goes on with the sentence. Everything else is left, and where something is left that points
 * forward, in English or in the other languages that data come in, the input has to stay behind.
 */

/** What an input is called. Plurals are made of these. */
const things = [
  'text', 'article', 'passage', 'paragraph', 'sentence', 'clause', 'phrase', 'word', 'string', 'list', 'item', 'set', 'series', 'sequence', 'array', 'table', 'chart', 'data', 'dataset',
  'code', 'snippet', 'program', 'function', 'script', 'query', 'command', 'equation', 'expression', 'formula', 'number', 'figure', 'value', 'poem', 'story', 'essay', 'letter', 'email', 'e-mail',
  'message', 'dialogue', 'dialog', 'conversation', 'review', 'tweet', 'post', 'comment', 'document', 'report', 'abstract', 'excerpt', 'extract', 'quote', 'quotation', 'quotes', 'statement', 'claim',
  'argument', 'question', 'answer', 'problem', 'puzzle', 'riddle', 'joke', 'proverb', 'idiom', 'recipe', 'ingredient', 'step', 'instruction', 'option', 'choice', 'example', 'fact', 'detail', 'note',
  'description', 'information', 'input', 'product', 'title', 'headline', 'name', 'place', 'animal', 'country', 'term', 'topic', 'keyword', 'situation', 'scenario', 'context', 'prompt', 'speech', 'song',
  'lyric', 'verse', 'line', 'idea', 'point', 'event', 'object', 'element', 'symptom', 'criterion', 'criteria', 'piece', 'summary', 'advertisement', 'resume', 'transcript', 'book', 'movie', 'case',
  'requirement', 'category', 'pair', 'concept', 'suggestion', 'specification', 'url', 'website', 'song', 'tip', 'response', 'request', 'task',
] as const
const thing = `(?:${[...things].toSorted((a, b) => b.length - a.length).join('|')}|categor)(?:s|es|ies)?`
/** Words that go on with the sentence behind a phrase; none of them stands in one. */
const goingOn = 'to|into|in|and|or|for|from|with|as|using|that|which|is|are|so|on|at|if|about|without|based'
/** A thing with at most two words before it, or one of another: "short story", "piece of text". */
const phrase = `(?:(?!(?:${goingOn}|of|by)\\b)[\\p{L}-]+ ){0,2}?${thing}(?: of (?:[\\p{L}-]+ )?${thing})?`
/** What may come behind the phrase, so that it has certainly ended. */
const end = String.raw`(?=\s*(?:$|[.,;!?)]|:\s*$)|\s+(?:${goingOn}|by \p{L}+ing|\p{L}+ly)\b)`
const pronoun = '(the|these|those|this|each of the|all of the|all the)'

const theFollowing = new RegExp(`\\b${pronoun} following (${phrase})${end}`, 'giu')
const givenBelow = /\b(given|provided|listed|shown|stated|described|presented|written|quoted|mentioned) below\b/giu
const thingBelow = new RegExp(`\\b${pronoun} (${phrase}) below${end}`, 'giu')
const theAbove = new RegExp(`\\b${pronoun} above (${phrase})${end}`, 'giu')
const givenAbove = /\b(given|provided|listed|shown|stated|described|presented|written|quoted|mentioned) above\b/giu
const thingAbove = new RegExp(`\\b${pronoun} (${phrase}) above${end}`, 'giu')

/** Words that point forward; one that is left after rewriting makes an instruction immovable. */
const pointingForward = [
  /\b(?:following|follows|below|beneath|underneath|next|here is|here are|here's)\b/iu,
  /\b(?:folgende[mnrs]?|nachstehend\p{L}*|unten\p{L}*|untenstehend\p{L}*|suivante?s?|ci-dessous|ci-après|siguientes?|abajo|a continuación|seguintes?|abaixo|a seguir|seguent[ei]|qui sotto|di seguito|sotto|volgende|onderstaande?|hieronder|následující\p{L}*|poniższ\p{L}*|następując\p{L}*|alábbi|aşağıda\p{L}*)(?!\p{L})/iu,
  /следующ|ниже|наступн|нижче|以下|下面|下列|下文|如下|次の|下記|다음|아래|التالي|أدناه|निम्नलिखित|नीचे|sau đây|dưới đây|ต่อไปนี้|ด้านล่าง|הבא|להלן/iu,
] as const

/** What is pointed at may stand in the instruction itself: behind a colon, or on lines of its own. For a text without white space at its end. */
const showing = /:\s*\S|\n/u

/** The instruction for an input that stands before it: "the following text" becomes "the text above". Null where it points forward in a way that is not understood. */
export function pointingBack(instruction: string): string | null {
  if (pointsForward(instruction) && showing.test(instruction.trimEnd())) return null
  const turned = instruction
    .replace(theFollowing, (_, pronoun: string, what: string) => `${pronoun} ${what} above`)
    .replace(givenBelow, '$1 above')
    .replace(thingBelow, '$1 $2 above')
  return pointsForward(turned) ? null : turned
}

function pointsForward(text: string): boolean {
  return pointingForward.some((words) => words.test(text))
}

/** The instruction for an input that stands behind it: "the text above" becomes "the text below". What is not understood stays as it was written. */
export function pointingAhead(instruction: string): string {
  return instruction.replace(theAbove, '$1 $2 below').replace(givenAbove, '$1 below').replace(thingAbove, '$1 $2 below')
}
