import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseAnswer, withoutThoughts } from './json-answer.ts'

const schema = z.object({ a: z.int() })
const parse = (text: string) => parseAnswer({ kind: 'json', name: 'x', schema }, text)

describe('one JSON object is found', () => {
  test.each([
    ['alone', '{"a":1}'],
    ['with blanks', '\n {"a": 1} \n'],
    ['in a fence', '```json\n{"a":1}\n```'],
    ['in a fence without a language, after prose', 'Here it is:\n```\n{"a":1}\n```\nAnything else?'],
    ['among prose', 'Sure! {"a":1} I hope that helps.'],
    ['after prose with braces', 'As {you} asked: {"a":1}'],
    ['with braces in a text', '{"a":1,"b":"} { \\" }"}'],
  ])('%s', (_, text) => {
    expect(parse(text)).toEqual({ ok: true, value: { a: 1 } })
  })

  test('whatever stands around it, as long as it is the only one', () => {
    const prose = fc.string().filter((text) => !/[{}"`]/.test(text))
    fc.assert(
      fc.property(prose, fc.jsonValue(), prose, (before, inner, after) => {
        const object = JSON.stringify({ a: 1, inner })
        expect(parseAnswer({ kind: 'json', name: 'x', schema: z.looseObject({ a: z.int() }) }, before + object + after)).toMatchObject({ ok: true, value: { a: 1 } })
      }),
    )
  })
})

test('line breaks and tabs that a model wrote bare into a text stand in it', () => {
  const text = z.object({ a: z.string() })
  expect(parseAnswer({ kind: 'json', name: 'x', schema: text }, 'Sure:\n{\n\t"a":\n"one\n\ttwo \\"three\\" \\\\"\n}')).toEqual({ ok: true, value: { a: 'one\n\ttwo "three" \\' } })
})

describe('anything else is a problem in words', () => {
  test.each([
    ['', 'The answer holds no JSON object.'],
    ['I would rather not.', 'The answer holds no JSON object.'],
    ['{"a":1} or {"a":2}', 'The answer holds 2 JSON objects instead of one.'],
    ['{"a":1', 'The answer is not valid JSON: '],
    ["{'a': 1}", 'The answer is not valid JSON: '],
    ['{"a": 1, }', 'The answer is not valid JSON: '],
    ['{"a":"1"}', '→ at a'],
    ['[{"a":1},{"a":2}]', 'The JSON is not as asked:'],
    ['null', 'The JSON is not as asked:'],
  ])('%s', (text, problem) => {
    const parsed = parse(text)
    expect(parsed.ok ? '' : parsed.problem).toContain(problem)
  })

  // Where the cost grew with the square of the length, this would not end before the test's time limit.
  test('even for an answer of nothing but braces', () => {
    expect(parse('{'.repeat(1_000_000)).ok).toBe(false)
    expect(parse('{"'.repeat(500_000)).ok).toBe(false)
  })

  test('nothing is evaluated, and no prototype is touched', () => {
    expect(parse('{"a": (() => 1)()}').ok).toBe(false)
    expect(parse('{"__proto__": {"a": 1}}').ok).toBe(false)
  })
})

describe('thoughts before an answer', () => {
  test.each([
    ['<think>{"a":0}</think>{"a":1}', '{"a":1}'],
    ['\n<think>\nlong\n</think>\n\ntext', 'text'],
    // The template had already written the beginning.
    ['so it is one.</think>\n{"a":1}', '{"a":1}'],
    ['<think>never ends', ''],
    ['[THINK]long[/THINK]text', 'text'],
    ['<seed:think>long</seed:think>text', 'text'],
    ['◁think▷long◁/think▷text', 'text'],
    ['Use <think> and </think> as marks.', 'Use <think> and </think> as marks.'],
    ['plain', 'plain'],
  ])('%s', (text, rest) => {
    expect(withoutThoughts(text)).toBe(rest)
  })
})
