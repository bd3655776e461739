import type { Command } from 'commander'
import { withDatabase } from '#lib/cli/with-database.ts'
import { env } from '#lib/config/env.ts'

/** `pincer sign-in`: a new one-time link for the owner. */
export function addSignIn(program: Command): void {
  program
    .command('sign-in')
    .description("Print a new one-time sign-in link for the owner; good for an hour.")
    .option('--url <address>', 'the address that Pincer runs at', env().PINCER_URL)
    .action(async ({ url }: { url: string }) => {
      await withDatabase(async () => {
        const { createSignInLink } = await import('#lib/auth/sign-in-link.ts')
        process.stdout.write(`${await createSignInLink(url.replace(/\/$/, ''))}\n`)
      })
    })
}
