import { formulaAt, type FormulaPlace } from '#components/reading/formula-place.ts'

/** What of a markdown tokenizer concerns us; the tokenizer itself is micromark's. */
type Code = number | null
type State = (code: Code) => State | undefined
interface Effects {
  enter: (type: string) => void
  exit: (type: string) => void
  consume: (code: Code) => void
  attempt: (construct: object, ok: State, nok: State) => State
}
interface Context {
  interrupt?: boolean
  now: () => { line: number; offset: number }
  parser: { lazy: Record<number, boolean> }
}
interface Construct {
  name: string
  concrete?: boolean
  previous?: (code: Code) => boolean
  tokenize: (this: Context, effects: Effects, ok: State, nok: State) => State
}

/** What of a compiler of markdown to a tree concerns us. */
interface Compiler {
  enter: (node: object, token: object) => void
  exit: (token: object) => void
  sliceSerialize: (token: object) => string
  stack: object[]
}

const dollar = 36
const backslash = 92

/**
 * A remark plugin that reads formulas, in lines and on lines of their own, into nodes of the type `formula`, rendered as
 * `<span data-formula="inline|display">source</span>`, signs and all.
 */
export function formulaSyntax(source: string) {
  return function (this: { data: () => object }): void {
    const data: { micromarkExtensions?: object[]; fromMarkdownExtensions?: object[] } = this.data()
    const inLine = construct(source, false)
    const onLines = construct(source, true)
    ;(data.micromarkExtensions ??= []).push({
      text: { [dollar]: inLine, [backslash]: inLine },
      flow: { [dollar]: onLines, [backslash]: onLines },
    })
    ;(data.fromMarkdownExtensions ??= []).push(toTree)
  }
}

const toTree = {
  enter: {
    formula(this: Compiler, token: object) {
      this.enter({ type: 'formula', data: {} }, token)
    },
  },
  exit: {
    formula(this: Compiler, token: object) {
      const value = this.sliceSerialize(token).trimEnd()
      const dataFormula = value.startsWith('$$') || value.startsWith('\\[') ? 'display' : 'inline'
      const node = this.stack.at(-1)
      if (node) Object.assign(node, { data: { hName: 'span', hProperties: { dataFormula }, hChildren: [{ type: 'text', value }] } })
      this.exit(token)
    },
  },
}

/** Where a formula ends is found in the source first, so that nothing is read that has to be taken back. */
function construct(source: string, onLines: boolean): Construct {
  return {
    name: 'formula',
    ...(onLines ? { concrete: true } : {}),
    previous: (code) => code !== dollar,
    tokenize(effects, ok, nok) {
      const shift = source.charCodeAt(0) === 0xfeff ? 1 : 0
      const here = (): number => this.now().offset + shift
      let end = 0

      const start: State = (code) => {
        const place = source.charCodeAt(here()) === code ? formulaAt(source, here()) : null
        const last = place && onLines ? lineOf(source, place) : place?.end
        if (!last) return nok(code)
        if (this.interrupt) return ok(code)
        end = last
        effects.enter('formula')
        effects.enter('formulaText')
        return inside(code)
      }

      const inside: State = (code) => {
        const done = here() >= end
        if (code !== null && !done && !isLineEnding(code)) {
          effects.consume(code)
          return inside
        }
        effects.exit('formulaText')
        if (done) return after(code)
        return code === null ? cut(code) : effects.attempt(lineBreak(onLines), nextLine, cut)(code)
      }

      const nextLine: State = (code) => {
        if (code === null) return cut(code)
        if (isLineEnding(code)) return effects.attempt(lineBreak(onLines), nextLine, cut)(code)
        effects.enter('formulaText')
        return inside(code)
      }

      /** What is around it ends before it does, such as a cell or a quote. */
      const cut: State = (code) => (onLines ? after(code) : nok(code))

      const after: State = (code) => {
        effects.exit('formula')
        return ok(code)
      }

      return start
    },
  }
}

/** The end of a line behind which a formula goes on: not where what is around it ends there, such as a quote. */
function lineBreak(onLines: boolean) {
  return {
    partial: true,
    tokenize(this: Context, effects: Effects, ok: State, nok: State): State {
      const isLazy = () => onLines && this.parser.lazy[this.now().line] === true
      return (first) => {
        effects.enter('lineEnding')
        effects.consume(first)
        effects.exit('lineEnding')
        return (code) => (isLazy() ? nok(code) : ok(code))
      }
    },
  }
}

/** The end of the line on which a formula ends that has its lines for itself; null where it has not. */
function lineOf(source: string, { end, display }: FormulaPlace): number | null {
  const newline = source.indexOf('\n', end)
  const lineEnd = newline === -1 ? source.length : newline - (source[newline - 1] === '\r' ? 1 : 0)
  return display && source.slice(end, lineEnd).trim() === '' ? lineEnd : null
}

/** Line endings, as micromark counts them: carriage return, line feed, both. */
function isLineEnding(code: number): boolean {
  return code < -2
}
