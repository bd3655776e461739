import { AppError } from '#lib/http/errors.ts'
import { route } from '#lib/http/route.ts'

const answer = route({}, async ({ request }) => {
  throw new AppError('not_found', `There is no ${new URL(request.url).pathname} in the API.`)
})

/** Every address below /api that no other route takes: programs that ask for it want an error that they can read, not a page. */
const handle = (request: Request): Promise<Response> => answer(request, { params: Promise.resolve({}) })

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT }
