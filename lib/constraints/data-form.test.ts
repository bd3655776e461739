import { expect, test } from 'vitest'
import { checked, titled, understood, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const fence = (language: string, content: string): string => `\`\`\`${language}\n${content}\n\`\`\``
const python = fence('python', 'print(1)')

const cases: CheckCase[] = [
  ['json', { json: 'any' }, ' {"a": [1, 2]} ', 'pass', ['{"a": [1, 2]}']],
  ['json', { json: 'any' }, fence('json', '{"a": 1}'), 'pass', ['{"a": 1}']],
  ['json', { json: 'any' }, fence('', '{"a": 1}') + '\n', 'pass', ['{"a": 1}']],
  ['json', { json: 'any' }, `Here:\n${fence('json', '{"a": 1}')}\nDone.`, 'fail', ['Here:\n', '\nDone.']],
  ['json', { json: 'any' }, '{"a": 1,}', 'fail', ['{"a": 1,}']],
  ['json', { json: 'any' }, '"text"', 'unsure'],
  ['json', { json: 'any' }, '', 'fail', []],
  ['json', { json: 'object' }, '[1]', 'fail', ['[1]']],
  ['json', { json: 'array' }, '[1]', 'pass', ['[1]']],
  ['json', { json: 'any' }, fence('', '{}') + '\n' + fence('', '{}'), 'fail'],
  ['json_keys', { keys: ['a', 'b'] }, '{"b": 1, "a": {"c": 2}}', 'pass'],
  ['json_keys', { keys: ['a', 'b'], only: true }, '{"b": 1, "a": 1, "c": 2}', 'fail'],
  ['json_keys', { keys: ['a', 'b'] }, '{"a": 1}', 'fail', ['{"a": 1}']],
  ['json_keys', { keys: ['a', 'b'] }, '{"x": {"a": 1, "b": 2}}', 'unsure'],
  ['json_keys', { keys: ['a'] }, `Here:\n${fence('json', '{"a": 1}')}`, 'unsure', ['{"a": 1}']],
  ['json_keys', { keys: ['a'] }, 'No.', 'fail', ['No.']],
  ['csv_columns', { columns: ['Name', 'Age'] }, 'name, age\n"Lovelace, Ada",36\n', 'pass', ['name, age']],
  ['csv_columns', { columns: ['name', 'age'] }, 'name,age\nAda\n', 'fail', ['Ada']],
  ['csv_columns', { columns: ['name', 'age'] }, 'age,name\n36,Ada', 'fail', ['age,name']],
  ['csv_columns', { columns: ['name', 'age'] }, fence('csv', 'name,age\nAda,36'), 'pass', ['name,age']],
  ['csv_columns', { columns: ['name', 'age'] }, 'name\tage\nAda\t36', 'unsure', ['name\tage']],
  ['code_language', { language: 'Python' }, `Run:\n${fence('py', 'print(1)')}`, 'pass', [fence('py', 'print(1)')]],
  ['code_language', { language: 'Python' }, `${python}\n${fence('js', 'x')}`, 'fail', [fence('js', 'x')]],
  ['code_language', { language: 'Python' }, fence('', 'print(1)'), 'unsure'],
  ['code_language', { language: 'C++' }, 'Use a loop.', 'fail', []],
  ['code_only', { code: 'one' }, `${python}\n`, 'pass', [python]],
  ['code_only', { code: 'one' }, `${python}\n${python}`, 'fail', [python]],
  ['code_only', { code: 'any' }, `${python}\n${python}`, 'pass'],
  ['code_only', { code: 'any' }, `Run this:\n${python}`, 'fail', ['Run this:']],
  ['code_only', { code: 'any' }, 'print(1)', 'unsure', []],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test.each([
  ['Format the answer as a JSON object with the keys "title" and "body".', 'json_keys', { keys: ['title', 'body'] }],
  ["Return a JSON object with exactly the following keys: 'name', 'age', and 'city'.", 'json_keys', { keys: ['name', 'age', 'city'], only: true }],
  ['Respond with a JSON object containing the fields `summary`, `tags`.', 'json_keys', { keys: ['summary', 'tags'] }],
  ['The JSON must include the key "word".', 'json_keys', { keys: ['word'] }],
  ['Entire output should be wrapped in JSON format.', 'json', { json: 'any' }],
  ['Your response must be valid JSON.', 'json', { json: 'any' }],
  ['Format your response as a JSON array.', 'json', { json: 'array' }],
  ['Return a valid JSON object.', 'json', { json: 'object' }],
  ['Format the output as a CSV file with the headers "id", "name" and "price".', 'csv_columns', { columns: ['id', 'name', 'price'] }],
  ['Put your code in a Python code block.', 'code_language', { language: 'Python' }],
  ['All code blocks must be labeled as C++.', 'code_language', { language: 'C++' }],
  ['Respond only with a code block.', 'code_only', { code: 'one' }],
  ['Provide only the code, with no explanation.', 'code_only', { code: 'any' }],
])('"%s" asks for %s %j', (text, id, kwargs) => expect(understood(text)).toEqual([id, kwargs]))

test.each([
  'Explain the JSON format.',
  'Include a JSON example.',
  'Format your answer as a JSON object with two keys.',
  'Format your answer as a JSON object with the keys "a" and "b" and numbers as values.',
  'Format your answer as JSON or YAML.',
  'Do not use JSON.',
  'Write the code in Python.',
  'Use a Python code block and a SQL code block.',
])('"%s" is left alone', (text) => expect(understood(text)).toBeNull())
