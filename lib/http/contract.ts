/** The body of every answer that is not a success. `code` is from a closed list; `details` name field and reason. `not_yet`: what it takes is being made, so that the same request succeeds soon. */
export interface ErrorBody {
  error: {
    code: 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'busy' | 'not_yet' | 'upstream' | 'internal'
    message: string
    details?: { field: string; reason: string }[]
    requestId: string
  }
}
