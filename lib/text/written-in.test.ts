import { expect, it } from 'vitest'
import { writtenIn } from './written-in.ts'

const of = (instruction: string, response: string) => writtenIn({ instruction, response })
const french = 'La mer est calme ce matin, et les bateaux rentrent lentement au port avec leurs premiers paniers de poissons.'
const german = 'Die Brandung war heute Morgen ruhig, und die Boote kamen langsam mit den ersten Körben voller Fische in den Hafen zurück.'

it.each([
  ['en', 'Describe a harbour.', 'The harbour wakes before the town. Gulls argue over the first crates, and the boats come in slowly.'],
  ['en', 'What is the capital of France?', 'Paris.'],
  ['fr', 'Décris un port.', french],
  ['de', 'Beschreibe einen Hafen.', german],
  ['de', 'Beschreibe bitte einen Hafen am frühen Morgen, mit Booten und Möwen und dem, was die Leute tun, die dort arbeiten.', german],
  ['zh', '描述一个港口。', '我们今天去港口散步，天气很好，渔船慢慢地回来了，海鸥在天空中飞来飞去。'],
  ['ru', 'Опиши гавань.', 'Гавань просыпается раньше города, и лодки медленно возвращаются с первым уловом.'],
] as const)('knows %s: %s', (language, instruction, response) => {
  expect(of(instruction, response)).toBe(language)
})

it.each([
  ['nothing', '', ''],
  ['figures', 'Calculate 3 + 4.', '7'],
  ['code', 'Sort.', 'def sort(nums):\n    for i in range(len(nums) - 1):\n        nums[i], nums[i + 1] = nums[i + 1], nums[i]'],
  ['a list of names', 'Name cities in Japan.', 'Tokyo, Yokohama, Osaka, Nagoya, Sapporo.'],
  ['a translation from English', 'Translate the following into French: the sea is calm this morning.', french],
  ['a translation into English', 'Traduis en anglais : la mer est calme ce matin, et les bateaux rentrent lentement au port avec des paniers.', 'The sea is calm this morning, and the boats come back to the harbour slowly with their baskets.'],
])('says nothing of %s', (_, instruction, response) => {
  expect(of(instruction, response)).toBeNull()
})
