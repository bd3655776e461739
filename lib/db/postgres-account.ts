import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, parse, resolve } from 'node:path'
import { DatabaseProblem } from '#lib/db/problem.ts'

/** The account Postgres runs under; null: the one that runs us. Postgres refuses to run as root. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/** Whom to run Postgres as: ourselves, unless we are root; then postgres, else nobody, else an account made for it. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  return lookUp('postgres') ?? lookUp('nobody') ?? makeAccount()
}

/**
 * Whether the account can pass through every folder above the path, by the permission bits alone (ACLs are not asked).
 * Folders that do not exist yet count as passable, as we make them so.
 */
export function canReach(account: Account, path: string): boolean {
  const root = parse(resolve(path)).root
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (!canPass(account, folder)) return false
    if (folder === root) return true
  }
}

function canPass(account: Account, folder: string): boolean {
  try {
    const { mode, uid, gid } = statSync(folder)
    if (uid === account.uid) return (mode & 0o100) !== 0
    if (gid === account.gid) return (mode & 0o010) !== 0
    return (mode & 0o001) !== 0
  } catch {
    return true
  }
}

function lookUp(name: string): Account | null {
  return fromPasswd(readQuietly('/etc/passwd'), name) ?? fromId(name)
}

/** Reads one account out of the text of /etc/passwd. */
export function fromPasswd(passwd: string, name: string): Account | null {
  for (const line of passwd.split('\n')) {
    const [account, , uid, gid] = line.split(':')
    if (account === name && uid && gid && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) }
  }
  return null
}

/** For accounts that come from elsewhere (LDAP, macOS Directory Services). */
function fromId(name: string): Account | null {
  try {
    const number = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    const [uid, gid] = [number('-u'), number('-g')]
    return uid > 0 ? { name, uid, gid } : null
  } catch {
    return null
  }
}

function makeAccount(): Account {
  const name = 'pincer'
  const commands = [
    ['useradd', '--system', '--no-create-home', '--shell', '/bin/false', name],
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false', name],
  ]
  for (const [command = '', ...args] of commands) {
    try {
      execFileSync(command, args, { stdio: 'ignore' })
    } catch {
      continue
    }
    const account = lookUp(name)
    if (account) return account
  }
  throw new DatabaseProblem(
    'Postgres does not run as root, and no other account could be found or made for it. ' +
      'Make one with "useradd --system postgres" and start again, start Pincer as another user, or set DATABASE_URL.',
  )
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
