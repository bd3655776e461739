import { profileInput } from '#lib/auth/contract.ts'
import { setProfile } from '#lib/auth/profile.ts'
import { route } from '#lib/http/route.ts'

export const PATCH = route({ body: profileInput }, async ({ actor, params, body }) => ({ profile: await setProfile(actor, params.id ?? '', body) }))
