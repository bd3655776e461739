/** What `npm start` runs, once there is a Node that can. */
import { start } from '#lib/start/start.ts'

process.exit(await start(process.argv.slice(2)))
