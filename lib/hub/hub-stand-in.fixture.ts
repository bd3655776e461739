import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

type Fault = { status: number; body?: unknown } | 'cut' | 'lost' | null

interface Behaviour {
  /** How large files go: straight, in parts of 64 KiB, or cut into chunks as Xet does. */
  transfer?: 'basic' | 'multipart' | 'xet'
  /** From this many bytes on a file is a large one. */
  largeFrom?: number
  /** What to answer instead, once it is decided: a status, the connection cut, or what it would be, done but lost on its way. `n` counts the requests of this method and path. */
  fault?: (request: { method: string; path: string; n: number }) => Fault | Promise<Fault>
  /** Milliseconds before a large file is taken. */
  delay?: number
}

interface StoredFile {
  /** Null where it came in chunks, which are not put together here. */
  content: Buffer | null
  bytes: number
  /** SHA-256 of a large file. */
  lfs: string | null
}

interface Commit {
  oid: string
  title: string
  files: Map<string, StoredFile>
}

/** A Hub as far as pushing to dataset repositories needs it: `hf_writer` may write to `ada`, `hf_reader` to nothing. */
export interface HubStandIn {
  url: string
  /** Method and path of every request, in order. */
  requests: string[]
  /** Bytes of large files that arrived. */
  received(): number
  /** The commits of a branch, oldest first; null where there is none. */
  commits(repository: string, branch?: string): { oid: string; title: string; files: Record<string, StoredFile> }[] | null
  isPrivate(repository: string): boolean | null
  /** Commits a file as somebody else would. */
  commitAside(repository: string, path: string, content: string): void
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

const partBytes = 65_536

export async function startHub(first: Behaviour = {}): Promise<HubStandIn> {
  let behaviour = first
  const repositories = new Map<string, { private: boolean; branches: Map<string, Commit[]> }>()
  const large = new Map<string, Buffer | null>()
  const parts = new Map<string, Map<number, Buffer>>()
  const asked = new Set<string>()
  const requests: string[] = []
  const counts = new Map<string, number>()
  const lost = new WeakSet<ServerResponse>()
  let url = ''

  const answer = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
    if (lost.has(response)) return void response.destroy()
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
  const commitOf = (name: string, revision: string): Commit | undefined => {
    const branches = repositories.get(name)?.branches
    const branch = branches?.get(revision === 'HEAD' ? 'main' : revision)
    return branch?.at(-1) ?? [...(branches?.values() ?? [])].flat().find(({ oid }) => oid === revision)
  }
  const append = (name: string, branch: string, title: string, change: (files: Map<string, StoredFile>) => void): Commit => {
    const commits = repositories.get(name)?.branches.get(branch) ?? []
    const files = new Map(commits.at(-1)?.files)
    change(files)
    const commit = { oid: randomBytes(20).toString('hex'), title, files }
    commits.push(commit)
    return commit
  }
  const stored = (content: Buffer): StoredFile => ({ content, bytes: content.length, lfs: null })

  /** Where Xet's shard names this SHA-256: each eight bytes of it the other way round. */
  const namedIn = (shard: Buffer, oid: string): boolean => {
    const bytes = Buffer.from(oid, 'hex')
    return shard.includes(Buffer.concat([0, 8, 16, 24].map((at) => Buffer.from(bytes.subarray(at, at + 8)).reverse())))
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url)
    const path = decodeURIComponent(pathname)
    const method = request.method ?? 'GET'
    requests.push(`${method} ${path}`)
    const key = `${method} ${path}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    const fault = (await behaviour.fault?.({ method, path, n: counts.get(key) ?? 0 })) ?? null
    if (fault === 'cut') return void request.destroy()
    const body = await buffer(request)
    if (fault === 'lost') lost.add(response)
    else if (fault) return void answer(response, fault.status, fault.body ?? { error: 'made to fail' })
    const seen = /^\/stand-in\/(.+)$/.exec(path)
    if (seen) return void answer(response, 200, describe(seen[1] ?? ''))
    const part = /^\/lfs\/([0-9a-f]{64})(?:\/(\d+|complete))?$/.exec(path)
    if (part) return void (await takeLarge(part[1] ?? '', part[2] ?? null, body, response))
    if (path.startsWith('/cas/')) return takeChunks(path, body, request, response)
    const brought = request.headers.authorization
    if (brought !== 'Bearer hf_writer' && brought !== 'Bearer hf_reader') return void answer(response, 401, { error: `Invalid credentials in Authorization header: ${brought}` })
    const mayWrite = (name: string): boolean => brought === 'Bearer hf_writer' && name.startsWith('ada/')
    const refuse = (name: string): void => answer(response, 403, { error: `You don't have the rights to write to ${name}` })
    if (path === '/api/repos/create') {
      const { organization, name: short, visibility, type } = JSON.parse(body.toString())
      const name = `${organization}/${short}`
      if (type !== 'dataset') return void answer(response, 400, { error: 'not a dataset' })
      if (!mayWrite(name)) return void answer(response, 403, { error: `You don't have the rights to create a dataset under the namespace "${organization}"` })
      if (repositories.has(name)) return void answer(response, 409, { error: 'You already created this dataset repo' })
      repositories.set(name, { private: visibility === 'private', branches: new Map([['main', []]]) })
      append(name, 'main', 'initial commit', (files) => files.set('.gitattributes', stored(Buffer.from('*.parquet filter=lfs\n'))))
      return void answer(response, 200, { url: `${url}/datasets/${name}`, id: name })
    }
    const batch = /^\/datasets\/([^/]+\/[^/]+)\.git\/info\/lfs\/objects\/batch$/.exec(path)
    if (batch) return void (mayWrite(batch[1] ?? '') ? offer(JSON.parse(body.toString()), response) : refuse(batch[1] ?? ''))
    const file = /^\/datasets\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path)
    if (file) {
      const at = commitOf(file[1] ?? '', file[2] ?? '')
      const content = at?.files.get(file[3] ?? '')?.content
      if (!at || !content) return void answer(response, 404, { error: 'Entry not found' }, { 'x-error-code': 'EntryNotFound', 'x-repo-commit': at?.oid ?? '' })
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
      const [from, to] = range ? [Number(range[1]), Math.min(Number(range[2]), content.length - 1)] : [0, content.length - 1]
      return void response.writeHead(range ? 206 : 200, { etag: `"${createHash('sha256').update(content).digest('hex')}"`, 'x-repo-commit': at.oid, 'content-length': to + 1 - from, 'content-range': `bytes ${from}-${to}/${content.length}` }).end(method === 'HEAD' ? undefined : content.subarray(from, to + 1))
    }
    // What readers ask of a repository as a whole.
    const whole = /^\/api\/datasets\/([^/]+\/[^/]+)$/.exec(path)
    const main = whole ? commitOf(whole[1] ?? '', 'main') : undefined
    if (whole && main) return void answer(response, 200, infoOfAll(whole[1] ?? '', main))
    const call = /^\/api\/datasets\/([^/]+\/[^/]+)\/(revision|branch|paths-info|preupload|commit|tree)\/(.+)$/.exec(path)
    const [, name = '', what = '', revision = ''] = call ?? []
    const repository = repositories.get(name)
    if (!call || !repository || (repository.private && !mayWrite(name))) return void answer(response, 404, { error: 'Repository not found' })
    if (what === 'branch') {
      if (!mayWrite(name)) return void refuse(name)
      if (repository.branches.has(revision)) return void answer(response, 409, { error: 'Reference already exists' })
      repository.branches.set(revision, [...(repository.branches.get('main') ?? [])])
      return void answer(response, 200, {})
    }
    const commit = commitOf(name, revision)
    if (!commit) return void answer(response, 404, { error: `Invalid rev id: ${revision}` })
    if (what === 'revision') return void answer(response, 200, infoOfAll(name, commit))
    if (what === 'tree') return void answer(response, 200, [...commit.files].flatMap(([each, stored]) => infoOf(each, stored)))
    if (what === 'paths-info') return void answer(response, 200, JSON.parse(body.toString()).paths.flatMap((each: string) => infoOf(each, commit.files.get(each))))
    if (!mayWrite(name)) return void refuse(name)
    if (what === 'preupload') {
      const { files }: { files: { path: string; size: number }[] } = JSON.parse(body.toString())
      return void answer(response, 200, { files: files.map((each) => ({ path: each.path, uploadMode: each.size >= (behaviour.largeFrom ?? 10_000_000) || each.path.endsWith('.parquet') ? 'lfs' : 'regular' })) })
    }
    take(name, revision, commit, body.toString(), response)
  }

  function infoOfAll(name: string, { oid, files }: Commit): object {
    const siblings = [...files.keys()].map((rfilename) => ({ rfilename }))
    return { _id: name, id: name, author: 'ada', private: repositories.get(name)?.private, gated: false, disabled: false, downloads: 0, likes: 0, tags: [], lastModified: '2026-01-01T00:00:00.000Z', createdAt: '2026-01-01T00:00:00.000Z', sha: oid, siblings }
  }

  function infoOf(path: string, file: StoredFile | undefined): object[] {
    if (!file) return []
    const oid = createHash('sha1').update(`blob ${file.bytes}\0`).update(file.content ?? '').digest('hex')
    return [{ type: 'file', path, size: file.bytes, oid, ...(file.lfs ? { lfs: { oid: file.lfs, size: file.bytes, pointerSize: 130 } } : {}) }]
  }

  /** Says where large files go that are not here yet. */
  function offer({ objects }: { objects: { oid: string; size: number }[] }, response: ServerResponse): void {
    const transfer = behaviour.transfer ?? 'basic'
    const upload = (oid: string, size: number): object => {
      asked.add(oid)
      if (transfer === 'xet') return { href: `${url}/cas/token`, header: { 'X-Xet-Cas-Url': `${url}/cas`, 'X-Xet-Access-Token': 'for the chunks', 'X-Xet-Token-Expiration': String(Math.floor(Date.now() / 1000) + 3600), 'X-Xet-Session-Id': 'one' } }
      if (transfer === 'basic') return { href: `${url}/lfs/${oid}` }
      const numbers = Array.from({ length: Math.ceil(size / partBytes) }, (_, n) => String(n + 1))
      return { href: `${url}/lfs/${oid}/complete`, header: { chunk_size: String(partBytes), ...Object.fromEntries(numbers.map((n) => [n.padStart(5, '0'), `${url}/lfs/${oid}/${n}`])) } }
    }
    answer(response, 200, { transfer, objects: objects.map(({ oid, size }) => ({ oid, size, ...(large.has(oid) ? {} : { actions: { upload: upload(oid, size) } }) })) })
  }

  async function takeLarge(oid: string, part: string | null, body: Buffer, response: ServerResponse): Promise<void> {
    if (behaviour.delay) await new Promise((later) => setTimeout(later, behaviour.delay))
    const own = parts.get(oid) ?? new Map<number, Buffer>()
    if (part !== null && part !== 'complete') {
      parts.set(oid, own.set(Number(part), body))
      return void answer(response, 200, {}, { etag: `"${part}"` })
    }
    const content = part === null ? body : Buffer.concat([...own.entries()].toSorted(([a], [b]) => a - b).map(([, bytes]) => bytes))
    if (createHash('sha256').update(content).digest('hex') !== oid) return void answer(response, 400, { error: 'the hash is another one' })
    large.set(oid, content)
    answer(response, 200, {})
  }

  function takeChunks(path: string, body: Buffer, request: IncomingMessage, response: ServerResponse): void {
    if (request.headers.authorization !== 'Bearer for the chunks') return answer(response, 401, { error: 'no token for the chunks' })
    if (path === '/cas/v1/shards') {
      for (const oid of asked) if (!large.has(oid) && namedIn(body, oid)) large.set(oid, null)
      return answer(response, 200, { result: 1 })
    }
    if (path.startsWith('/cas/v1/xorbs/default/')) return answer(response, 200, { was_inserted: true })
    answer(response, 404, { error: 'no such chunk' })
  }

  /** A commit as lines of JSON. */
  function take(name: string, branch: string, head: Commit, text: string, response: ServerResponse): void {
    const lines: { key: string; value: Record<string, string> & { size?: number } }[] = text.split('\n').map((line) => JSON.parse(line))
    const header = lines.find(({ key }) => key === 'header')?.value
    if (header?.parentCommit && header.parentCommit !== head.oid) return answer(response, 412, { error: 'A commit has happened since. Please refresh and try again.' })
    const missing = lines.find(({ key, value }) => (key === 'lfsFile' && !large.has(value.oid ?? '')) || (key === 'deletedFile' && !head.files.has(value.path ?? '')))
    if (missing) return answer(response, 400, { error: `${missing.value.path} is not there` })
    const commit = append(name, branch, header?.summary ?? '', (files) => {
      for (const { key, value } of lines) {
        const path = value.path ?? ''
        if (key === 'file') files.set(path, stored(Buffer.from(value.content ?? '', 'base64')))
        if (key === 'lfsFile') files.set(path, { content: large.get(value.oid ?? '') ?? null, bytes: Number(value.size), lfs: value.oid ?? '' })
        if (key === 'deletedFile') files.delete(path)
      }
    })
    answer(response, 200, { success: true, commitOid: commit.oid, commitUrl: `${url}/datasets/${name}/commit/${commit.oid}`, hookOutput: '' })
  }

  function describe(name: string): object {
    const repository = repositories.get(name)
    const sums = (files: Map<string, StoredFile>) => Object.fromEntries([...files].map(([path, { content, lfs }]) => [path, lfs ?? createHash('sha256').update(content ?? '').digest('hex')]))
    return { private: repository?.private ?? null, commits: (repository?.branches.get('main') ?? []).map(({ oid, title, files }) => ({ oid, title, files: sums(files) })) }
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  url = `http://127.0.0.1:${address.port}`
  return {
    url,
    requests,
    received: () => [...large.values()].reduce((sum, content) => sum + (content?.length ?? 0), 0),
    commits: (repository, branch = 'main') => repositories.get(repository)?.branches.get(branch)?.map(({ oid, title, files }) => ({ oid, title, files: Object.fromEntries(files) })) ?? null,
    isPrivate: (repository) => repositories.get(repository)?.private ?? null,
    commitAside: (repository, path, content) => void append(repository, 'main', 'by somebody else', (files) => files.set(path, stored(Buffer.from(content)))),
    behave: (wanted) => void (behaviour = wanted),
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}
