import { z } from 'zod'

/** Who asks. `GET /api/v1/me` answers {actor: Actor}. */
export interface Actor {
  id: string
  name: string
  email: string
  role: string
}

/** `POST /api/v1/invitations` (201) answers {invitation, url}; the url is shown once. GET answers {invitations}; DELETE /:id revokes. */
export const invitationInput = z.object({ note: z.string().max(200).default(''), days: z.int().min(1).max(90).default(7) })
export interface InvitationView {
  id: string
  note: string | null
  createdBy: string | null
  createdAt: string
  expiresAt: string
  usedAt: string | null
  usedBy: string | null
}

/** `POST /api/v1/join`: takes an invitation, makes the user and signs them in. */
export const joinInput = z.object({
  token: z.string().min(20).max(200),
  name: z.string().trim().min(1, 'Please give your name').max(100),
  email: z.email('Please give an e-mail address'),
  password: z.string().min(10, 'At least 10 characters').max(200),
})

/** `POST /api/v1/sign-in-link` {token}: redeems the one-time link that `npm start` prints. */
export const signInLinkInput = z.object({ token: z.string().min(20).max(200) })

/** `PATCH /api/v1/people/:id` answers {profile}: what somebody knows, for a policy that hands pairs to those who know their language or subject. */
export const profileInput = z.object({
  languages: z.array(z.string().trim().toLowerCase().regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/, 'A language is written as pairs have it, such as de or pt-br')).max(50),
  skills: z.array(z.string().trim().min(1).max(50)).max(50),
})
export type ProfileInput = z.infer<typeof profileInput>
