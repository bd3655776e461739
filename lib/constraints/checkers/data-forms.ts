import { z } from 'zod'
import type { Checker } from '#lib/constraints/checker.ts'
import { fits, givenAs } from '#lib/constraints/frame.ts'
import { judged } from '#lib/constraints/verdict.ts'
import { unfenced } from '#lib/text/fences.ts'
import { readPythonLiteral, type PythonLiteral } from '#lib/text/python-literal.ts'
import { readXml } from '#lib/text/xml.ts'
import { readYaml } from '#lib/text/yaml.ts'

const xmlKwargs = z.object({ xml: z.literal('well_formed') })
const readAsXml = fits(givenAs('(?:(?:valid|well-formed|a valid|a well-formed) )?xml(?: format)?|an? (?:single )?(?:valid |well-formed )?xml (?:document|string|text)'))

/** The whole response is XML. */
export const xml: Checker<z.infer<typeof xmlKwargs>> = {
  id: 'pincer:xml',
  version: 1,
  type: 'format.data',
  crab: false,
  kwargs: xmlKwargs,
  rule: 'The whole response, or what one fence encloses, is one well-formed element with its content. Namespaces and declared entities are not looked at.',
  examples: [{ xml: 'well_formed' }],
  doubt: { when: 'there are several elements side by side', witness: '<name>Ada</name>\n<age>36</age>' },
  check(response) {
    const { content } = unfenced(response)
    const read = readXml(response.slice(content.start, content.end))
    if (read.kind === 'document') return judged('pass', null, 'It is well-formed XML.', [content])
    if (read.kind === 'fragment') return judged('unsure', null, 'It is well-formed but for the one element that should enclose the others.', [content])
    const at = content.start + read.at
    return judged('fail', null, `It is no XML. ${read.why}.`, [at < content.end ? { start: at, end: Math.min(content.end, at + 40) } : content])
  },
  mine: (response) => (/^\s*(?:<[?\p{L}_]|```|~~~)/u.test(response) && xml.check(response, { xml: 'well_formed' }).outcome === 'pass' ? [{ xml: 'well_formed' }] : []),
  wordings: () => ['Format your entire response as XML.', 'The response must be well-formed XML.', 'Respond only with valid XML.', 'Your answer should be an XML document.'],
  read: (sentence) => (readAsXml(sentence)?.quoted.length === 0 ? { xml: 'well_formed' } : null),
  relate: () => 'same',
}

const yamlForms = ['any', 'mapping', 'list'] as const
const yamlKwargs = z.object({ yaml: z.enum(yamlForms) })
const readAsYaml = {
  any: fits(givenAs('(?:(?:valid|well-formed|a valid) )?yaml(?: format)?|an? (?:single )?(?:valid )?yaml (?:document|string|text)')),
  mapping: fits(givenAs('a (?:single )?(?:valid )?yaml (?:mapping|object|map|dictionary)')),
  list: fits(givenAs('a (?:single )?(?:valid )?yaml (?:list|sequence|array)')),
}

/** The whole response is YAML that says more than a mere text. */
export const yaml: Checker<z.infer<typeof yamlKwargs>> = {
  id: 'pincer:yaml',
  version: 1,
  type: 'format.data',
  crab: false,
  kwargs: yamlKwargs,
  rule: 'The whole response, or what one fence encloses, is a mapping or a list in block style. A mere text, which is YAML too, refutes it.',
  examples: [{ yaml: 'any' }, { yaml: 'mapping' }, { yaml: 'list' }],
  doubt: { when: 'it may as well be prose with a colon or a list of bullets, is JSON, or uses anchors, tags or several documents', witness: 'Note: all is well.' },
  check(response, { yaml: form }) {
    const { content, language } = unfenced(response)
    const text = response.slice(content.start, content.end)
    const read = readYaml(text)
    if (read.kind === 'unknown' || /^[[{]/.test(text)) return judged('unsure', null, 'It may be YAML, of a kind that is not read here.', [content])
    if (read.kind === 'broken' || read.kind === 'text') return judged('fail', null, read.kind === 'text' ? 'It is a mere text.' : 'It is no YAML.', [content])
    if (form !== 'any' && form !== read.kind) return judged('fail', null, `It is a YAML ${read.kind}; a ${form} was asked for.`, [content])
    const named = language === 'yaml' || language === 'yml'
    const sure = named || (read.kind === 'mapping' && read.entries >= 2)
    return judged(sure ? 'pass' : 'unsure', null, `It is a YAML ${read.kind}${sure ? '' : ', or other text that looks like one'}.`, [content])
  },
  mine(response) {
    if (!/^\s*(?:```|~~~)ya?ml\s/.test(response)) return []
    return (['mapping', 'list'] as const).filter((form) => yaml.check(response, { yaml: form }).outcome === 'pass').map((form) => ({ yaml: form }))
  },
  wordings({ yaml: form }) {
    if (form === 'any') return ['Format your entire response as YAML.', 'The response must be in YAML format.', 'Respond only with valid YAML.', 'Your answer should be a YAML document.']
    return [`Format your answer as a YAML ${form}.`, `The response must be a single YAML ${form}.`, `Respond with a YAML ${form} only.`]
  },
  read: (sentence) => {
    const form = yamlForms.find((name) => readAsYaml[name](sentence)?.quoted.length === 0)
    return form ? { yaml: form } : null
  },
  relate: (a, b) => (a.yaml === b.yaml ? 'same' : a.yaml === 'any' ? 'implied' : b.yaml === 'any' ? 'implies' : 'conflict'),
}

const literals = ['list', 'tuple', 'dict', 'set'] as const satisfies readonly PythonLiteral[]
const pythonKwargs = z.object({ python: z.enum(literals) })
const literalNames: Record<PythonLiteral, string> = { list: 'list', tuple: 'tuple', dict: 'dictionary', set: 'set' }
const readAsLiteral = literals.map((kind) => ({ kind, fit: fits(givenAs(`a (?:single )?(?:valid )?python (?:${kind}|${literalNames[kind]})(?: literal)?`)) }))

/** The whole response is a literal of Python. */
export const pythonLiteral: Checker<z.infer<typeof pythonKwargs>> = {
  id: 'pincer:python_literal',
  version: 1,
  type: 'format.data',
  crab: false,
  kwargs: pythonKwargs,
  rule: 'The whole response, or what one fence encloses, is one literal in brackets that holds strings, numbers, True, False, None and such literals.',
  examples: [{ python: 'list' }, { python: 'tuple' }, { python: 'dict' }, { python: 'set' }],
  doubt: { when: 'it has true, false or null as JSON writes them, or is assigned to a name', witness: 'tides = ["high", "low"]' },
  check(response, { python: wanted }) {
    const { content } = unfenced(response)
    const text = response.slice(content.start, content.end)
    const assigned = /^[A-Za-z_]\w{0,60}\s{0,4}=\s{0,4}(?=[[({])/.exec(text)?.[0] ?? ''
    const read = readPythonLiteral(text.slice(assigned.length))
    if (!read) return judged('fail', null, `It is no Python ${literalNames[wanted]}.`, [content])
    if (read.kind !== wanted) return judged('fail', null, `It is a Python ${literalNames[read.kind]}; a ${literalNames[wanted]} was asked for.`, [content])
    if (assigned !== '') return judged('unsure', null, `It is a Python ${literalNames[wanted]} that is assigned to a name.`, [content])
    return judged(read.foreign ? 'unsure' : 'pass', null, `It is a Python ${literalNames[wanted]}${read.foreign ? ' but for names that only JSON knows' : ''}.`, [content])
  },
  mine(response) {
    if (!/^\s*(?:[[({]|```python\s|~~~python\s)/.test(response)) return []
    // What is JSON is asked for as JSON.
    return literals.filter((kind) => (kind === 'tuple' || kind === 'set') && pythonLiteral.check(response, { python: kind }).outcome === 'pass').map((kind) => ({ python: kind }))
  },
  wordings({ python: kind }) {
    const name = literalNames[kind]
    return [`Format your answer as a Python ${name}.`, `The response must be a single Python ${name}.`, `Respond with a Python ${name} only.`]
  },
  read(sentence) {
    const found = readAsLiteral.find(({ fit }) => fit(sentence)?.quoted.length === 0)
    return found ? { python: found.kind } : null
  },
  relate: (a, b) => (a.python === b.python ? 'same' : 'conflict'),
}
