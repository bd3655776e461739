/**
 * Run by the launcher beside the web server, in a process of its own that leaves nothing open: loads the sample, which happens at the
 * first use only, removes uploads that nothing needs and exports that nobody finishes, and makes the sign-in link. Argument: the base URL. Prints {"link": "..."}.
 */
import { createSignInLink } from '#lib/auth/sign-in-link.ts'
import { disconnect } from '#lib/db/client.ts'
import { sweepUnfinishedExports } from '#lib/exports/sweep-unfinished.ts'
import { seedSample } from '#lib/pairs/seed-sample.ts'
import { sweepUploads } from '#lib/pairs/sweep-uploads.ts'

const baseUrl = process.argv[2]
if (!baseUrl) throw new Error('usage: prepare.ts BASE_URL')

await seedSample()
await sweepUploads()
await sweepUnfinishedExports()
console.log(JSON.stringify({ link: await createSignInLink(baseUrl) }))
await disconnect()
