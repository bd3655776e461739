import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import { Client } from 'pg'

export type SchemaEngine = engine.SchemaEngine

/** No table or enum is managed by somebody else. */
export const noFilter = { externalTables: [], externalEnums: [] }

let loaded = false

/**
 * Opens Prisma's own schema engine in its WebAssembly form, which needs no program to be downloaded: for writing migrations,
 * and for proving that what migrate() leaves behind is what Prisma would have left. Some megabytes to load.
 */
export async function openSchemaEngine(databaseUrl: string): Promise<SchemaEngine> {
  if (!loaded) loadWasm()
  loaded = true
  const adapter = new CatalogAdapter({ connectionString: databaseUrl, max: 2, Client: CatalogClient })
  return engine.SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter))
}

/**
 * @prisma/adapter-pg 7.10 with two faults mended that the engine stumbles over: it cuts a script at every semicolon, also at
 * those in strings, comments and function bodies; and it does not know Postgres's internal type "char", in which the
 * catalogs keep their flags, and refuses the whole answer.
 */
class CatalogAdapter extends PrismaPg {
  override async connect() {
    return mended(await super.connect())
  }

  override async connectToShadowDb() {
    return mended(await super.connectToShadowDb())
  }
}

function mended(adapter: Awaited<ReturnType<PrismaPg['connect']>>) {
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.executeScript = async (script) => void (await adapter.underlyingDriver().query(script))
  adapter.queryRaw = async (query) => {
    const { columnTypes, ...rest } = await queryRaw(query)
    return { ...rest, columnTypes: columnTypes.map((type) => (type === ColumnTypeEnum.Time ? ColumnTypeEnum.Character : type)) }
  }
  return adapter
}

/** Node loads .wasm modules by itself only in its latest versions, so it is linked by hand as the package's own entry does. */
function loadWasm(): void {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm')
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), { './schema_engine_bg.js': { ...engine } })
  call(engine, '__wbg_set_wasm', instance.exports)
  call(instance.exports, '__wbindgen_start')
}

/** The package's declarations leave out what its own entry calls. */
function call(module: object, name: string, ...args: unknown[]): void {
  const callee: unknown = Reflect.get(module, name)
  if (typeof callee !== 'function') throw new Error(`@prisma/schema-engine-wasm has no ${name}: it is not the version that Pincer was made for.`)
  Reflect.apply(callee, undefined, args)
}

const oneByteChar = 18
const timeOfDay = 1083

/** Gives columns of type "char" to the adapter as a type that it knows and that no catalog has; `mended` turns them back. */
class CatalogClient extends Client {
  constructor(...options: ConstructorParameters<typeof Client>) {
    super(...options)
    const query: unknown = Reflect.get(Client.prototype, 'query')
    if (typeof query !== 'function') return
    const translated = (...args: unknown[]) => {
      const answer: unknown = Reflect.apply(query, this, args.map((arg) => (isCallback(arg) ? translating(arg) : arg)))
      return answer instanceof Promise ? answer.then(announceTime) : answer
    }
    Object.defineProperty(this, 'query', { value: translated })
  }
}

type Callback = (error: unknown, result: unknown) => unknown

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function'
}

function translating(callback: Callback): Callback {
  return (error, result) => callback(error, announceTime(result))
}

function announceTime(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('fields' in result) || !Array.isArray(result.fields)) return result
  for (const field of result.fields) {
    if (field.dataTypeID === oneByteChar) field.dataTypeID = timeOfDay
  }
  return result
}
