import { expect, test } from 'vitest'
import { checked, titled, understood, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const rivers = '| Name | **Length** |\n|---|---|\n| Rhine | 1233 km |'
const two = '# On rivers\n\nThey flow.\n\n## Rhine\n\nLong.\n\n## Elbe\n\nShorter.'

const cases: CheckCase[] = [
  ['table_columns', { tableColumns: ['length', 'name'] }, `So:\n${rivers}`, 'pass', ['| Name | **Length** |']],
  ['table_columns', { tableColumns: ['Name', 'Sea'] }, rivers, 'fail', ['| Name | **Length** |']],
  ['table_columns', { tableColumns: ['Name'] }, rivers, 'unsure', ['| Name | **Length** |']],
  ['table_columns', { tableColumns: ['Name'] }, 'Name: Rhine', 'fail', []],
  ['table_column_count', { min: 2 }, rivers, 'pass', ['Name', '**Length**']],
  ['table_column_count', { max: 1 }, rivers, 'fail', ['**Length**']],
  ['table_column_count', { min: 2 }, 'No table.', 'fail', []],
  ['heading_text', { heading: 'rhine' }, two, 'pass', ['## Rhine']],
  ['heading_text', { heading: 'Rhine' }, '## 2. **Rhine:**\nLong.', 'pass', ['## 2. **Rhine:**']],
  ['heading_text', { heading: 'Rhine' }, 'Rhine:\nLong.', 'unsure', ['Rhine:']],
  ['heading_text', { heading: 'Oder' }, two, 'fail', ['# On rivers', '## Rhine', '## Elbe']],
  ['heading_levels', { deepest: 2 }, two, 'pass', ['# On rivers', '## Rhine', '## Elbe']],
  ['heading_levels', { deepest: 1 }, two, 'fail', ['## Rhine', '## Elbe']],
  ['heading_levels', { deepest: 1 }, 'Plain.', 'unsure', []],
  ['heading_count', { min: 2, max: 2 }, 'On rivers\n===\n\n## Rhine\nLong.', 'pass', ['On rivers\n===', '## Rhine']],
  ['heading_text', { heading: 'Rhine' }, 'Rhine\n---\nLong.', 'pass', ['Rhine\n---']],
  ['heading_levels', { deepest: 1 }, 'Rhine\n---\nLong.', 'fail', ['Rhine\n---']],
  ['heading_case', { headings: 'title' }, 'the Rhine\n---\nLong.', 'fail', ['the Rhine\n---']],
  ['title', { title: 'heading' }, 'On rivers\n===\nThey flow.', 'pass', ['On rivers\n===']],
  ['title', { title: 'any' }, 'On rivers.\n---\nThey flow.', 'fail', ['On rivers.']],
  ['title_words', { max: 2 }, 'On rivers\n---\nThey flow.', 'pass', ['On rivers']],
  ['sections_filled', { sections: 'filled' }, 'Rhine\n---\n\nElbe\n---\nShort.', 'fail', ['Rhine\n---']],
  ['section_count', { min: 2, max: 2 }, 'Rhine\n---\nLong.\n\nElbe\n---\nShort.', 'pass'],
  ['paragraph_count', { min: 1, max: 1 }, 'Title\n---\nBody', 'pass', ['Body']],
  ['paragraph_first_word', { paragraph: 1, word: 'Body' }, 'Title\n---\nBody', 'unsure'],
  ['paragraph_sentences', { max: 1 }, 'Title\n---\nBody.', 'pass'],
  ['sections_filled', { sections: 'filled' }, two, 'pass'],
  ['sections_filled', { sections: 'filled' }, '## Rhine\n\n## Elbe\n\nShort.', 'fail', ['## Rhine']],
  ['sections_filled', { sections: 'filled' }, '# Rivers\n## Elbe\nShort.', 'unsure', ['# Rivers']],
  ['section_count', { min: 2, max: 2 }, '## Rhine\nLong.\n\n## Elbe\nShort.', 'pass', ['## Rhine\nLong.', '## Elbe\nShort.']],
  ['section_count', { min: 2, max: 2 }, two, 'unsure'],
  ['section_count', { min: 4 }, two, 'fail'],
  ['section_count', { min: 2 }, '**Rhine**\nLong.\n\n**Elbe**\nShort.', 'pass'],
  ['section_count', { min: 2 }, 'One.\n\nTwo.', 'unsure', []],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test.each([
  ['Include a markdown table with the columns "River", "Length" and "Country".', 'table_columns', { tableColumns: ['River', 'Length', 'Country'] }],
  ['Present the results in a table with columns named "Year", "Cost".', 'table_columns', { tableColumns: ['Year', 'Cost'] }],
  ['Include a table with at least three columns.', 'table_column_count', { min: 3 }],
  ['The table must have exactly 4 columns.', 'table_column_count', { min: 4, max: 4 }],
  ['Include a section titled "Further reading".', 'heading_text', { heading: 'Further reading' }],
  ['Your answer must contain a heading named `Limits`.', 'heading_text', { heading: 'Limits' }],
  ['Do not use headings deeper than level 3.', 'heading_levels', { deepest: 3 }],
  ['Every heading must be followed by text.', 'sections_filled', { sections: 'filled' }],
  ['Divide your response into at least 3 sections.', 'section_count', { min: 3 }],
  ['Your response must have 3 sections.', 'section_count', { min: 3, max: 3 }],
])('"%s" asks for %s %j', (text, id, kwargs) => expect(understood(text)).toEqual([id, kwargs]))

test.each([
  'Include a table with the columns name and length.',
  'Include a table with the columns "Name" and "Length", sorted by length.',
  'Include a section about rivers.',
  'Your response must have 3 sections. Mark the beginning of each section with SECTION X.',
  'Each section should have two headings.',
  'Include a heading.  End with "Bye".',
])('"%s" is left alone', (text) => expect(understood(text)).toBeNull())
