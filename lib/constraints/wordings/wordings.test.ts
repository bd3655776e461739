import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { backTranslate, checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
import { checkers, findChecker } from '#lib/constraints/registry.ts'
import { languageToAskIn } from '#lib/constraints/wordings/language.ts'
import { languages } from '#lib/constraints/wordings/languages.ts'
import { wordingsIn } from '#lib/constraints/wordings/say.ts'
import { placeholdersOf } from '#lib/constraints/wordings/template.ts'
import { seededRng } from '#lib/random.ts'

/** Bounds of every kind beside each checker's own examples. */
const bounds: readonly Record<string, unknown>[] = [{ min: 1 }, { min: 7 }, { max: 1 }, { max: 30 }, { max: 0 }, { min: 1, max: 1 }, { min: 12, max: 12 }, { min: 2, max: 9 }, { around: 150 }]

describe.each(languages.map((language) => [language.name, language] as const))('%s', (_, { code, forms }) => {
  const ids = Object.keys(forms)

  it.each(ids)('says what %s checks in several sentences, each understood as just that', (id) => {
    const checker = findChecker(id)
    expect(checker).toBeDefined()
    let said = 0
    for (const kwargs of [...(checker?.examples ?? []), ...bounds].filter((given) => checker?.parse(given).ok)) {
      const wordings = wordingsIn(code, id, kwargs)
      expect(new Set(wordings).size).toBe(wordings.length)
      if (wordings.length > 0) {
        said++
        expect(wordings.length, JSON.stringify(kwargs)).toBeGreaterThanOrEqual(2)
      }
      for (const text of wordings) {
        expect({ text, checker: compileConstraint(text)?.checker }).toEqual({ text, checker: { id, kwargs, version: checker?.version } })
        expect(text).not.toMatch(/[{}#|]|undefined|NaN/)
        // Every number of the kwargs stands in the sentence, and no other does.
        const numbers = [...new Set(Object.values(kwargs).filter((value) => typeof value === 'number' && value > 0))].map(String)
        expect([...new Set(text.replace(/["“][^"”]*["”]/g, '').match(/\d+/g))].toSorted()).toEqual(numbers.toSorted())
      }
    }
    expect(said).toBeGreaterThan(0)
  })

  it('has forms whose sentences hold the same parameters', () => {
    for (const form of Object.values(forms).flat()) {
      for (const template of form.templates) expect(placeholdersOf(template).toSorted()).toEqual(placeholdersOf(form.templates[0] ?? '').toSorted())
    }
  })

  it('quotes nothing that could not be read back', () => {
    expect(wordingsIn(code, 'pincer:starts_with', { phrase: 'a "quoted" word' })).toEqual([])
    expect(wordingsIn(code, 'pincer:starts_with', { phrase: 'über „alles“' })).toEqual([])
  })
})

test('no English wording is read as one of another language', () => {
  for (const checker of checkers) {
    for (const kwargs of checker.examples) for (const text of checker.wordings(kwargs)) expect([text, compileConstraint(text)?.checker.id]).toEqual([text, checker.id])
  }
})

test('one is said in the singular', () => {
  for (const checker of checkers) {
    for (const kwargs of [{ min: 1 }, { max: 1 }, { min: 1, max: 1 }].filter((given) => checker.parse(given).ok)) {
      for (const text of checker.wordings(kwargs)) expect(text).not.toMatch(/\b1 (?:words|sentences|paragraphs|characters|lines|items|times)\b|between 1 and 1/)
    }
  }
})

const german = 'Ebbe und Flut entstehen durch die Anziehung des Mondes. Zweimal am Tag steigt das Wasser an den Küsten, und zweimal fällt es wieder. Warum ist das so? Weil sich die Erde dreht.'
const chinese = '潮汐是由月球和太阳的引力造成的。海水每天上涨两次，也下降两次。'

describe('the language that constraints are worded in', () => {
  it.each([
    ['Erkläre Ebbe und Flut.', german, null, 'de'],
    ['Explain the tides in German, please.', german, null, 'en'],
    ['Erkläre auf Englisch, wie Ebbe und Flut an der Nordsee entstehen.', 'The tides rise and fall twice a day because the moon and the sun pull at the water of the earth.', null, 'de'],
    ['Explain the tides.', 'The tides rise and fall twice a day because the moon and the sun pull at the water of the earth.', null, 'en'],
    ['请解释潮汐。', chinese, null, 'zh'],
    ["Expliquez les marées de l'océan.", "Les marées sont causées par l'attraction de la lune et du soleil. L'eau monte et descend deux fois par jour.", null, 'fr'],
    ['Explica las mareas.', 'Las mareas se deben a la atracción de la luna y del sol. El agua sube y baja dos veces al día en la costa.', null, 'es'],
    ['Explique as marés.', 'As marés são causadas pela atração da lua e do sol. A água sobe e desce duas vezes por dia na costa, e isso não muda.', null, 'pt'],
    ['Spiega le maree.', "Le maree sono causate dall'attrazione della luna e del sole. L'acqua sale e scende due volte al giorno lungo la costa.", null, 'it'],
    ['Translate the sentence "El gato está en la mesa" into English.', 'The cat is on the table.', null, 'en'],
    // What the record says counts more than what its text looks like.
    ['Ebbe?', 'Flut!', 'de', 'de'],
    ['Ebbe?', 'Flut!', 'de-AT', 'de'],
    ['Ebbe?', 'Flut!', null, 'en'],
    ['潮の満ち引きを説明してください。', '潮の満ち引きは月の引力によって起こります。', 'ja', 'en'],
    ['潮の満ち引きを説明してください。', '潮の満ち引きは月の引力によって起こります。', null, 'en'],
    ['', '', null, 'en'],
  ])('of %j, %j, told %j, is %s', (instruction, response, told, code) => {
    expect(languageToAskIn({ instruction, response }, told)).toBe(code)
  })
})

test('a German pair gets its constraints in German, a Chinese one in Chinese, all proven and understood as what they check', () => {
  for (const [instruction, response, code] of [['Erkläre Ebbe und Flut.', german, 'de'], ['请解释潮汐。', `${chinese.repeat(3)}\n\n- 月亮引力\n- 太阳引力\n- 地球自转`, 'zh']] as const) {
    const ids = new Set<string>()
    for (let seed = 0; seed < 20; seed++) {
      for (const { checker, text } of backTranslate({ instruction, response }, seededRng(seed))) {
        ids.add(checker.id)
        expect(wordingsIn(code, checker.id, checker.kwargs)).toContain(text)
        expect(compileConstraint(text)?.checker).toEqual(checker)
        expect(checkConstraint(checker, response).outcome).toBe('pass')
      }
    }
    expect(ids.size).toBeGreaterThanOrEqual(3)
  }
})

test('any text that a sentence can quote is read back as it is', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(text, fc.constantFrom(...languages.map(({ code }) => code)), (phrase, code) => {
      for (const id of ['pincer:starts_with', 'pincer:ends_with']) {
        for (const said of wordingsIn(code, id, { phrase })) expect(compileConstraint(said)?.checker).toMatchObject({ id, kwargs: { phrase } })
      }
    }),
  )
})

test.each([
  ['Bitte schreibe höchstens 120 Wörter!', 'pincer:word_count', { max: 120 }],
  ['Beginne deine Antwort mit den Worten „Guten Tag“', 'pincer:starts_with', { phrase: 'Guten Tag' }],
  ["N’utilisez pas d’émojis", 'pincer:emoji_count', { max: 0 }],
  ['Commencez votre réponse par « Bien sûr ».', 'pincer:starts_with', { phrase: 'Bien sûr' }],
  ['Por favor, usa al menos 3 encabezados.', 'pincer:heading_count', { min: 3 }],
  ['回答中必须出现:“潮汐”和“月亮”。'.replace(':', '：'), 'pincer:keywords', { keywords: ['潮汐', '月亮'] }],
  ['请写 200 到 300 个字符。', 'pincer:character_count', { min: 200, max: 300 }],
])('%s', (text, id, kwargs) => expect(compileConstraint(text)?.checker).toMatchObject({ id, kwargs }))

test.each(['Schreibe ein Gedicht mit 3 Strophen.', 'Schreibe höchstens 120 Wörter und 3 Absätze.', 'Usa al menos 9 encabezados y tablas.', '请写一首诗。', 'Schreibe zwischen 9 und 3 Wörter.'])(
  'leaves alone what it cannot be sure of: %s', (text) => expect(compileConstraint(text)).toBeNull(),
)
