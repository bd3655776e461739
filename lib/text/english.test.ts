import { expect, test } from 'vitest'
import { isEnglish, syllableRange } from './english.ts'

test.each(
  Object.entries({
    create: 2, science: 2, idea: 3, poem: 2, make: 1, table: 2, walked: 1, wanted: 2, boxes: 2, makes: 1, business: 2, every: 2, camera: 3, the: 1, area: 3, being: 2, people: 2,
    language: 2, beautiful: 3, rhythm: 2, fire: 1, quiet: 2, question: 2, curious: 3, nation: 2, special: 2, various: 3, million: 2, video: 3, usually: 4, situation: 4, individual: 5,
    cooperate: 4, naive: 2, houses: 2, pages: 2, used: 1, agreed: 2, eye: 1, queue: 1, dance: 1, apples: 2, ruin: 2, guitar: 2, interest: 2, prism: 2, "don't": 1,
  }),
)('%s has %i syllables, or as many among others', (word, spoken) => {
  const { low, high } = syllableRange(word)
  expect(low).toBeLessThanOrEqual(spoken)
  expect(high).toBeGreaterThanOrEqual(spoken)
  expect(high - low).toBeLessThanOrEqual(1)
})

/** Words as dictionaries divide them, by their number of syllables. */
const spoken: Readonly<Record<number, string>> = {
  1: 'the make makes walked stones rhythm world school through change cause eyes',
  2: 'river water table people create careful likely something household safety being trying player poem quiet science fuel museum',
  3: 'element implement camera idea area beautiful family different expected carefully including museum excitement interesting radio employees',
  4: 'information material vegetable necessary community environment relatively society experience',
  5: 'university opportunity administration approximately imagination',
}

test('the range holds what dictionaries say', () => {
  const wrong = Object.entries(spoken).flatMap(([count, words]) =>
    words.split(' ').filter((word) => {
      const { low, high } = syllableRange(word)
      return low > Number(count) || high < Number(count)
    }).map((word) => `${word}: ${count}`),
  )
  expect(wrong).toEqual([])
})

test('it is one number for most plain words', () => {
  const words = 'the cat sat on a mat and looked at birds in small trees while it rained on the garden without end'.split(' ')
  expect(words.filter((word) => syllableRange(word).low < syllableRange(word).high)).toEqual([])
})

test('English is told from other languages, and not at all from too little', () => {
  expect(isEnglish('The river carries sand and stones from the mountains down to the sea.')).toBe(true)
  expect(isEnglish('Der Fluss trägt Sand und Steine aus den Bergen hinunter zum Meer.')).toBe(false)
  expect(isEnglish('The river.')).toBeNull()
})
