import { describe, expect, it } from 'vitest'
import { treebankWords } from './treebank.ts'

describe('Treebank words', () => {
  it.each<[string, string[]]>([
    ["They'll save $3.88 (3,36 euros).", ['They', "'ll", 'save', '$', '3.88', '(', '3,36', 'euros', ')', '.']],
    ['He said, "Go!" Now.', ['He', 'said', ',', '``', 'Go', '!', "''", 'Now', '.']],
    ["I cannot, I don't, it's the boys' turn", ['I', 'can', 'not', ',', 'I', 'do', "n't", ',', 'it', "'s", 'the', 'boys', "'", 'turn']],
    ["'Tis gonna rain -- wanna stay?", ["'T", 'is', 'gon', 'na', 'rain', '--', 'wan', 'na', 'stay', '?']],
    ['GİMME tıme, ’tİs', ['GİM', 'ME', 'tıme', ',', '’', 'tİs']],
    ['gımme, \'Tİs', ['gım', 'me', ',', "'T", 'İs']],
    ['**Bold** a:b 10:30 U.S.A. end.', ['*', '*', 'Bold', '*', '*', 'a', ':', 'b', '10:30', 'U.S.A.', 'end', '.']],
    ['Wait... what?', ['Wait', '...', 'what', '?']],
    ['The end.) "', ['The', 'end', '.', ')', '``']],
    ['well-known “x” #1', ['well-known', '“', 'x', '”', '#', '1']],
    ['', []],
  ])('splits %j', (text, words) => {
    expect(treebankWords(text)).toEqual(words)
  })

  it('leaves out the sentences that are not wanted', () => {
    expect(treebankWords('One here. Two there.', (sentence) => sentence.startsWith('Two'))).toEqual(['Two', 'there', '.'])
  })

  it.each(['. ', '"', "'", '`', 'a.) ', '--', '(', "n't "])('reads a megabyte of %j within seconds', (part) => {
    const before = process.cpuUsage()
    expect(treebankWords(`X${part.repeat(1_000_000 / part.length)}`).length).toBeGreaterThan(1)
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000)
  })
})
