import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { Dataset } from './support/dataset.ts'
import { expect, test } from './support/test.ts'

const apiFolder = join(import.meta.dirname, '..', 'app', 'api')
const someId = '01890000-0000-7000-8000-000000000000'

/** Every route of the API with the parameters of its path filled in, from the files themselves, so that none is forgotten. */
const routes = readdirSync(apiFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('route.ts'))
  .map((path) => `/api/${path.split(sep).slice(0, -1).join('/').replaceAll('[id]', someId).replaceAll('[name]', 'train.jsonl').replaceAll('[...all]', 'get-session')}`)

/** Those that people need before they are signed in. */
const open = new Set(['/api/health', '/api/auth/get-session', '/api/v1/sign-in-link', '/api/v1/join'])

test('every route but the door asks who it is', async ({ request }) => {
  expect(routes.length).toBeGreaterThan(20)
  for (const path of routes.filter((route) => !open.has(route))) {
    const answers = [await request.get(path), await request.post(path, { data: {} }), await request.delete(path), await request.patch(path, { data: {} })]
    for (const answer of answers) expect([401, 405], `${answer.url()} answered ${answer.status()}`).toContain(answer.status())
    expect(answers.some((answer) => answer.status() === 401), `${path} has no handler that asks`).toBe(true)
  }
})

test('a page behind the sign-in leads a stranger to it', async ({ page }) => {
  for (const path of ['/', '/runs', '/settings', `/datasets/${someId}/review`]) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in$/)
  }
  await expect(page.getByRole('heading', { name: 'Sign in to Pincer' })).toBeVisible()
})

test('a made-up sign-in link is refused in words', async ({ page }) => {
  await page.goto('/sign-in?token=this-is-not-a-token-that-anybody-was-given')
  await expect(page.getByRole('alert').filter({ hasText: 'was used already or is too old' })).toBeVisible()
})

test('an address that is not in the API, and a dataset that is not there, are told as JSON', async ({ signedInPage: page }) => {
  for (const path of ['/api/v1/nothing', '/api/nothing/at/all', `/api/v1/datasets/${someId}/pairs`, `/api/v1/datasets/${someId}/facets`, `/api/v1/datasets/${someId}/statistics`]) {
    const answer = await page.request.get(path)
    expect(answer.status(), path).toBe(404)
    expect((await answer.json()).error, path).toMatchObject({ code: 'not_found', message: expect.stringMatching(/^There is no /) })
  }
})

test('another site cannot write with the cookie of a person who is signed in', async ({ signedInPage, baseURL }) => {
  const answer = await signedInPage.request.post(`${baseURL}/api/v1/datasets`, {
    data: { name: 'From elsewhere' },
    headers: { origin: 'http://elsewhere.example' },
  })
  expect(answer.status()).toBe(403)
})

test('bad input is told by field', async ({ signedInPage, baseURL }) => {
  const answer = await signedInPage.request.post(`${baseURL}/api/v1/datasets`, { data: { name: '   ' }, headers: { origin: baseURL ?? '' } })
  expect(answer.status()).toBe(400)
  expect((await answer.json()).error).toMatchObject({ code: 'invalid', details: [{ field: 'name', reason: 'A dataset needs a name' }] })
})

test('what nobody could mean is told as bad input, and breaks nothing', async ({ signedInPage: page }) => {
  const { id } = await Dataset.make(page, 'Bad input')
  const upload = await page.request.post('/api/v1/uploads', { data: Buffer.from('{"instruction":"Hi.","output":"Hello."}'), headers: { 'content-type': 'application/octet-stream' } })
  const { uploadId } = await upload.json()
  const mapping = { format: 'nobody-knows-it' }
  const recipe = { format: 'alpaca', minConstraints: 9, maxConstraints: 2 }
  const answers = [
    await page.request.post('/api/v1/datasets', { data: { name: 'zero\0byte' } }),
    await page.request.get(`/api/v1/datasets/${id}/pairs?q=%00`),
    await page.request.post(`/api/v1/uploads/${uploadId}/preview`, { data: { mapping } }),
    await page.request.post('/api/v1/runs', { data: { kind: 'import', datasetId: id, params: { uploadId, fileName: 'a', mapping } } }),
    await page.request.post('/api/v1/runs', { data: { kind: 'export', datasetId: id, params: recipe } }),
    await page.request.post('/api/auth/link/sign-in', { data: { token: 'this-is-not-a-token-that-anybody-was-given' } }),
  ]
  expect(answers.map((answer) => answer.status())).toEqual([400, 400, 400, 400, 400, 404])
  const many = await page.request.get(`/api/v1/datasets/${id}/pairs?minWords=99999999999`)
  expect(await many.json()).toMatchObject({ rows: [] })
})

test('no answer tells where we run or what with, and none may be framed', async ({ request }) => {
  const headers = (await request.get('/sign-in')).headers()
  expect(headers['x-powered-by']).toBeUndefined()
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers['x-content-type-options']).toBe('nosniff')
})
