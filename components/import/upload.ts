import { z } from 'zod'
import { ApiError } from '#components/api/client.ts'
import type { Preview } from '#lib/pairs/detect.ts'

export interface Uploaded {
  uploadId: string
  fileName: string
  preview: Preview
}

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/**
 * Sends a file as it is and answers with what was found in it. XMLHttpRequest, because fetch tells nothing of how far an upload is;
 * `onProgress` hears of it from 0 to 1. Rejects with ApiError, or with an AbortError when `signal` aborts.
 */
export function uploadFile(file: File, onProgress: (done: number) => void, signal: AbortSignal): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/uploads')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.toWellFormed()))
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.total > 0 ? event.loaded / event.total : 1)
    })
    request.addEventListener('load', () => {
      if (request.status === 201) resolve({ ...request.response, fileName: file.name })
      else reject(refused(request))
    })
    request.addEventListener('error', () => reject(new ApiError('offline', 'The connection broke while the file was being sent. Try again.', 0)))
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled.', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function refused(request: XMLHttpRequest): ApiError {
  if (request.status === 401) window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`)
  const answer = refusal.safeParse(request.response)
  const { code, message } = answer.success ? answer.data.error : { code: 'internal', message: `The server answered ${request.status}.` }
  return new ApiError(code, message, request.status)
}
