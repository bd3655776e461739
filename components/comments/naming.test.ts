import { expect, it } from 'vitest'
import { named, naming } from '#components/comments/naming.ts'

const people = ['Ada Lovelace', 'Adam', 'Ben'].map((name) => ({ id: name, name }))
const offered = (text: string) => naming(text, text.length, people)?.people.map(({ name }) => name) ?? []

it('offers who may be meant behind an @', () => {
  expect(offered('Ask @')).toEqual(['Ada Lovelace', 'Adam', 'Ben'])
  expect(offered('Ask @ad')).toEqual(['Ada Lovelace', 'Adam'])
  expect(offered('Ask @Ada L')).toEqual(['Ada Lovelace'])
})

it('offers nobody in an address, on another line, or once the name is written', () => {
  for (const text of ['mail@a', 'plain', '@a\nb', '@Ben', '@Ben ', '@xyz']) expect(offered(text)).toEqual([])
})

it('puts the name in, whatever stands behind', () => {
  expect(named('Ask @ad first', 7, 4, { id: '1', name: 'Adam' })).toEqual({ text: 'Ask @Adam first', caret: 10 })
})
