import { parseArgs } from 'node:util'
import { startFaultServer, type Faults } from '#lib/generation/model/fault-server.fixture.ts'

// A stand-in for a model, for trying generation without one: node scripts/run.mjs scripts/model-server.ts [--port N] [--latency MS] [--faults SHARE] [--seed TEXT]
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8000' },
    latency: { type: 'string', default: '0' },
    faults: { type: 'string', default: '0' },
    seed: { type: 'string', default: '0' },
    likelihood: { type: 'string', default: 'chat' },
    help: { type: 'boolean', default: false },
  },
})

const usage = `A stand-in for a model, for trying Pincer's generation without a GPU. ITS ANSWERS ARE MADE UP: never train on them.

  node scripts/run.mjs scripts/model-server.ts [OPTIONS]

  --port N             where it listens, on this machine only (8000)
  --latency MS         how long each answer takes, in milliseconds (0)
  --faults SHARE       how many requests fail, 0 to 1: 429, 500, 503, cut connections, truncated and wrong JSON, hangs (0)
  --seed TEXT          another seed, other answers and faults (0)
  --likelihood HOW     chat (as vLLM), echo (as older servers) or none (chat)
`

/** How the share of failing requests is divided. */
const division: Required<Omit<Faults, 'retryAfter'>> = { rate429: 0.2, rate500: 0.15, rate503: 0.1, cut: 0.15, truncated: 0.15, wrongJson: 0.2, hang: 0.05 }

function numberWithin(name: string, value: string, least: number, most: number): number {
  const number = Number(value)
  if (value.trim() === '' || !(number >= least && number <= most)) throw new Error(`--${name} must be a number from ${least} to ${most}.`)
  return number
}

async function main(): Promise<void> {
  if (values.help) return console.log(usage)
  const share = numberWithin('faults', values.faults, 0, 1)
  const latencyMs = numberWithin('latency', values.latency, 0, 600_000)
  const { likelihood, seed } = values
  if (likelihood !== 'chat' && likelihood !== 'echo' && likelihood !== 'none') throw new Error('--likelihood is one of chat, echo and none.')
  const faults = Object.fromEntries(Object.entries(division).map(([name, part]) => [name, part * share]))
  const server = await startFaultServer({ port: numberWithin('port', values.port, 0, 65_535), latencyMs, faults, seed, likelihood })
  console.log(`Listening on ${server.url}, model made-up-model; no key. Answers take ${latencyMs} ms, and ${Math.round(share * 100)}% of requests fail.`)
  console.log('ITS ANSWERS ARE MADE UP from random words: good for trying out runs, never for training.')
  const told = setInterval(() => {
    const { total, inFlight, outcomes } = server.requests
    if (total > 0) console.log(`${new Date().toISOString()} ${total} requests, ${inFlight} in flight: ${JSON.stringify(outcomes)}`)
  }, 10_000)
  const stop = () => {
    clearInterval(told)
    void server.stop()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

await main()
