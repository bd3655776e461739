import { describe, expect, it } from 'vitest'
import { formOf, readForm, withPreset } from '#components/settings/endpoint-form.ts'
import { endpointPresets } from '#components/settings/endpoint-presets.ts'
import type { EndpointView } from '#lib/endpoints/contract.ts'

const kept: EndpointView = {
  id: '01980000-0000-7000-8000-000000000001', name: 'Kept', baseUrls: ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8001/v1'], model: 'small',
  hasKey: true, concurrency: 8, requestsPerMinute: null, tokensPerMinute: 1000, timeoutSeconds: 300, inputPrice: 0.5, outputPrice: null,
  currency: 'EUR', jsonSchema: null, lastTest: null, fromEnvironment: false,
}

describe('the form of an endpoint', () => {
  it('sends an endpoint back as it came, and no key that nobody typed', () => {
    const { id: _, hasKey: __, jsonSchema: ___, lastTest: ____, fromEnvironment: _____, ...fields } = kept
    expect(readForm(formOf(kept), kept).value).toEqual(fields)
  })

  it('tells a key that is replaced from one that is removed', () => {
    expect(readForm({ ...formOf(kept), key: ' new ' }, kept).value).toMatchObject({ key: 'new' })
    expect(readForm({ ...formOf(kept), key: 'new', removeKey: true }, kept).value).toMatchObject({ key: '' })
  })

  it('leaves alone what the environment says', () => {
    const value = readForm({ ...formOf(kept), concurrency: '32' }, { ...kept, fromEnvironment: true }).value
    expect(value).toMatchObject({ concurrency: 32 })
    expect(Object.keys(value ?? {})).not.toEqual(expect.arrayContaining(['model']))
    expect(value).not.toHaveProperty('baseUrls')
  })

  it('names what is wrong at its field, and which of several addresses', () => {
    const { errors } = readForm({ ...formOf(kept), baseUrls: 'http://a/v1\nftp://b', concurrency: '', timeoutSeconds: '0', inputPrice: 'much' }, kept)
    expect(errors).toEqual({ baseUrls: 'ftp://b is not an http(s) address', concurrency: 'Enter a number', timeoutSeconds: 'At least 1', inputPrice: 'Enter a number' })
  })

  it('keeps a name that was typed when another kind of server is chosen', () => {
    const [vllm, sglang] = endpointPresets
    if (!sglang) throw new Error('no second preset')
    const form = withPreset(formOf(null), vllm)
    expect(withPreset(form, sglang)).toMatchObject({ name: 'SGLang', baseUrls: sglang.baseUrl })
    expect(withPreset({ ...form, name: 'Mine' }, sglang).name).toBe('Mine')
  })
})
