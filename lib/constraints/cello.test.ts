import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checked, titled, type CheckCase } from '#lib/constraints/cases.fixture.ts'
import { checkConstraint, compileConstraint } from '#lib/constraints/index.ts'
import { readPythonLiteral } from '#lib/text/python-literal.ts'
import { readXml } from '#lib/text/xml.ts'
import { readYaml } from '#lib/text/yaml.ts'

const fence = (language: string, content: string): string => `\`\`\`${language}\n${content}\n\`\`\``
const tide = 'The tide rises twice a day and falls again.'

const cases: CheckCase[] = [
  ['xml', { xml: 'well_formed' }, '<?xml version="1.0"?>\n<!-- tides -->\n<tides at="noon"><high/>3 &lt; 4 <![CDATA[<x>]]></tides>\n', 'pass'],
  ['xml', { xml: 'well_formed' }, fence('xml', '<a>1</a>'), 'pass', ['<a>1</a>']],
  ['xml', { xml: 'well_formed' }, '<a>1</a><b>2</b>', 'unsure'],
  ['xml', { xml: 'well_formed' }, '<a>1</b>', 'fail', ['</b>']],
  ['xml', { xml: 'well_formed' }, '<a>Tom & Ann</a>', 'fail', ['& Ann</a>']],
  ['xml', { xml: 'well_formed' }, '<a x="1" x="2"/>', 'fail'],
  ['xml', { xml: 'well_formed' }, 'Here: <a/>', 'fail', ['Here: <a/>']],
  ['xml', { xml: 'well_formed' }, '<a><b></a>', 'fail'],
  ['xml', { xml: 'well_formed' }, 'No markup.', 'fail'],
  ['yaml', { yaml: 'any' }, 'name: Ada\nborn: 1815', 'pass'],
  ['yaml', { yaml: 'mapping' }, fence('yaml', 'name: Ada'), 'pass', ['name: Ada']],
  ['yaml', { yaml: 'list' }, fence('yml', '- name: Ada\n  born: 1815\n- name: Alan\n  note: |\n    a: b: c\n    more'), 'pass'],
  ['yaml', { yaml: 'mapping' }, 'people:\n- Ada\n- Alan\nplaces:\n  - London # here\n  - "Paris: France"', 'pass'],
  ['yaml', { yaml: 'list' }, 'name: Ada\nborn: 1815', 'fail'],
  ['yaml', { yaml: 'any' }, '- one\n- two', 'unsure'],
  ['yaml', { yaml: 'any' }, 'Tides rise.\nThey fall.', 'fail'],
  ['yaml', { yaml: 'any' }, 'a: b: c\nd: e', 'fail'],
  ['yaml', { yaml: 'any' }, 'a: 1\n  b: 2', 'fail'],
  ['yaml', { yaml: 'any' }, 'a: 1\nHere it is', 'fail'],
  ['yaml', { yaml: 'any' }, 'a: &x 1\nb: *x', 'unsure'],
  ['yaml', { yaml: 'any' }, 'a: this text\n  goes on', 'unsure'],
  ['yaml', { yaml: 'any' }, '{"a": 1}', 'unsure'],
  ['python_literal', { python: 'list' }, '["tide", \'moon\', -1.5, True, None, [1, 2,],]', 'pass'],
  ['python_literal', { python: 'tuple' }, fence('python', '("a", 1)  # pair'), 'pass'],
  ['python_literal', { python: 'tuple' }, '(1)', 'fail'],
  ['python_literal', { python: 'tuple' }, '(1,)', 'pass'],
  ['python_literal', { python: 'dict' }, '{"a": {"b": ()}}', 'pass'],
  ['python_literal', { python: 'set' }, '{1, 2}', 'pass'],
  ['python_literal', { python: 'dict' }, '{"a": 1, 2}', 'fail'],
  ['python_literal', { python: 'list' }, '(1, 2)', 'fail', ['(1, 2)']],
  ['python_literal', { python: 'list' }, '[true]', 'unsure'],
  ['python_literal', { python: 'list' }, '[a, b]', 'fail'],
  ['python_literal', { python: 'list' }, '[1 2]', 'fail'],
  ['python_literal', { python: 'list' }, 'x = [1]', 'unsure'],
  ['copied_words', { source: tide, max: 3 }, 'Each day "the TIDE, rises" and sinks.', 'pass', ['the TIDE, rises']],
  ['copied_words', { source: tide, max: 2 }, 'Each day the tide rises and falls. It rises twice a day.', 'fail', ['the tide rises', 'rises twice a day']],
  ['copied_words', { source: tide, max: 1 }, 'Nothing shared.', 'pass'],
  ['copied_words', { source: '潮汐一天两次。', max: 1 }, 'Tides.', 'unsure', []],
  ['list_item_count', { min: 3 }, '1. a\n2. b\n- c', 'pass', ['1. a', '2. b', '- c']],
  ['list_item_count', { min: 2 }, 'Tides rise. They fall.\nThen they rise.', 'fail'],
  ['list_item_count', { max: 2 }, '- a\n- b\n- c', 'fail', ['- c']],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test.each([
  ['Output only valid XML.', 'pincer:xml', { xml: 'well_formed' }],
  ['Give your answer as a YAML mapping.', 'pincer:yaml', { yaml: 'mapping' }],
  ['Return the output as a Python dict.', 'pincer:python_literal', { python: 'dict' }],
  [`Never copy 5 or more consecutive words from the passage "${tide}"`, 'pincer:copied_words', { source: tide, max: 4 }],
  ['Include exactly five items.', 'pincer:list_item_count', { min: 5, max: 5 }],
])('%s', (text, id, kwargs) => expect(compileConstraint(text)?.checker).toMatchObject({ id, kwargs }))

test.each(['Write XML with a root "tides".', 'Write a YAML file for Docker.', 'Use Python.', 'Do not copy from the text.', 'Include 3 items of clothing.'])('says nothing of %s', (text) =>
  expect(compileConstraint(text)).toBeNull(),
)

test('every JSON value of arrays and objects is a Python literal but for its names, and no mere text is YAML', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      if (typeof value !== 'object' || value === null) return
      expect(readPythonLiteral(JSON.stringify(value))?.kind).toBe(Array.isArray(value) ? 'list' : 'dict')
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      expect(['mapping', 'list']).not.toContain(readYaml(text.replace(/[:-]/g, '')).kind)
    }),
  )
})

test('XML made of elements, attributes and text is well-formed, and no longer so without its last sign', () => {
  const name = fc.stringMatching(/^[a-z]{1,4}$/)
  const text = fc.stringMatching(/^[ a-z0-9'"]{0,6}$/)
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc.tuple(name, fc.option(text), fc.array(fc.oneof({ depthSize: 'small' }, text, tie('element')), { maxLength: 3 })).map(
      ([tag, value, inner]) => `<${tag}${value === null ? '' : ` v="${value.replace(/"/g, '')}"`}>${inner.join('')}</${tag}>`,
    ),
  }))
  fc.assert(
    fc.property(element, (written) => {
      expect(readXml(written)).toEqual({ kind: 'document' })
      expect(readXml(written.slice(0, -1)).kind).toBe('broken')
    }),
  )
})

test('the longest run is what comparing all runs finds', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(words, words, (one, other) => {
      const given = ` ${other.join(' ')} `
      const runs = one.flatMap((_, from) => one.slice(from).map((__, more) => one.slice(from, from + more + 1)))
      const longest = Math.max(0, ...runs.filter((run) => given.includes(` ${run.join(' ')} `)).map((run) => run.length))
      expect(checkConstraint({ id: 'pincer:copied_words', kwargs: { source: other.join(' '), max: 1 } }, one.join(' ')).measured).toBe(longest)
    }),
  )
})
