/** The body of every answer that is not a success. `code` is from a closed list; `details` name field and reason. */
export interface ErrorBody {
  error: {
    code: 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'busy' | 'upstream' | 'internal'
    message: string
    details?: { field: string; reason: string }[]
    requestId: string
  }
}
