import { expect, test } from 'vitest'
import { checked, titled, understood, type CheckCase } from '#lib/constraints/cases.fixture.ts'

const past = { tense: 'past' }
const present = { tense: 'present' }

const cases: CheckCase[] = [
  ['tense', past, 'The tide was high at noon. She walked to the shore and the sea was calm. Nobody had seen her, and she wanted it so.', 'pass', ['was', 'walked', 'was', 'had', 'wanted']],
  ['tense', past, 'She walked home by the river. "I am tired," she said. It was late and the lamps of the town were out.', 'pass', ['walked', 'said', 'was', 'were']],
  ['tense', past, 'The moon is a rock. It circles the earth and has no air. It shines because the sun lights it.', 'fail', ['is', 'circles', 'has', 'shines']],
  ['tense', present, 'The moon is a rock. It circles the earth and has no air.', 'pass', ['is', 'circles', 'has']],
  ['tense', present, 'She walked home. It was late and she was tired.', 'fail', ['walked', 'was', 'was']],
  // A verb of the other tense, however many are of the one asked for.
  ['tense', past, 'She walked home. It was late and she was tired. She was old. It is high now.', 'unsure', ['is']],
  ['tense', present, 'The moon is a rock. It has no air. It is old. It has been there for long.', 'unsure', ['has']],
  ['tense', past, 'She had a boat. It was old and it was slow. She will sell it.', 'unsure', ['will']],
  ['tense', past, 'She had a boat that leaks. It was old and it was slow.', 'unsure', ['leaks']],
  ['tense', past, 'The facts include that he was rich. He was old. He had no son.', 'unsure', ['include']],
  ['tense', present, 'There is a castle where the war ended in spring. It is old and it has a tower.', 'unsure', ['ended']],
  // A sentence without a verb that tells, lists, few verbs, another language, an open quotation.
  ['tense', past, 'She was old. She had no son. Birds above the sea, and waves. She was alone.', 'unsure'],
  ['tense', past, '- She was old.\n- She had no son.\n- She was alone.', 'unsure'],
  ['tense', past, 'It was late.', 'unsure'],
  ['tense', past, 'Sie war alt. Sie hatte keinen Sohn und war allein. Der Tag war lang und die Nacht war kalt.', 'unsure'],
  ['tense', past, '"She was old. She had no son. The day was long and she was alone and it was the end of the year.', 'unsure'],
  // Participles, infinitives, objects and nouns are no verbs of a time.
  ['tense', past, 'The man tired of the sea helped her get it fixed, the broken boat left on the used sand.', 'unsure', ['helped']],
  ['tense', present, 'The will is here. It is signed and it is found in a closed box kept under the bed.', 'pass', ['is', 'is', 'is']],
]

test.each(titled(cases))('%s', (_, given) => expect(checked(given)).toEqual(given))

test.each([
  ['Write the story in the past tense.', past],
  ['Your answer should be written in the present tense throughout.', present],
  ['Please use the past tense only.', past],
  ['The response must be in present tense.', present],
])('%s', (text, kwargs) => expect(understood(text)).toEqual(['tense', kwargs]))

test.each(['Write in the future tense.', 'Do not use the past tense.', 'Use the past tense of "go".', 'Write the first paragraph in the past tense.', 'Use the past tense and the present tense.'])('says nothing of %s', (text) =>
  expect(understood(text)).toBeNull(),
)
