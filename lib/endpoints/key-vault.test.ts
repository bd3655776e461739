import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openKey, sealKey } from '#lib/endpoints/key-vault.ts'

const secret = 'an installation secret of the tests, long enough'
const id = '01980000-0000-7000-8000-000000000001'

describe('a sealed key', () => {
  it('opens to what was sealed, whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (key) => {
      expect(openKey(sealKey(key, id, secret), id, secret)).toBe(key)
    }))
  })

  it('looks different each time and holds nothing of the key', () => {
    const [one, two] = [sealKey('sk-a-key-of-the-tests', id, secret), sealKey('sk-a-key-of-the-tests', id, secret)]
    expect(Buffer.from(one)).not.toEqual(Buffer.from(two))
    expect(Buffer.from(one).includes('sk-a-key')).toBe(false)
  })

  it('does not open when any one bit of it was turned', () => {
    const sealed = sealKey('sk-a-key-of-the-tests', id, secret)
    fc.assert(fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
      const turned = Uint8Array.from(sealed)
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => openKey(turned, id, secret)).toThrow(/Enter the key again/)
    }))
  })

  it('does not open cut short, for another endpoint, or under another secret', () => {
    const sealed = sealKey('sk-a-key-of-the-tests', id, secret)
    for (const length of [0, 1, 28, 29, sealed.length - 1]) expect(() => openKey(sealed.subarray(0, length), id, secret)).toThrow(/Enter the key again/)
    expect(() => openKey(sealed, id.replace(/1$/, '2'), secret)).toThrow(/Enter the key again/)
    expect(() => openKey(sealed, id, `${secret}!`)).toThrow(/the secret of this installation changed/)
  })
})
