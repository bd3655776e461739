import { z } from 'zod'
import { ApiError } from '#components/api/client.ts'
import type { Preview } from '#lib/pairs/detect.ts'

export interface Upload {
  uploadId: string
  preview: Preview
}

interface UploadOptions {
  /** From 0 to 1, as the bytes leave. */
  onProgress: (ratio: number) => void
  signal: AbortSignal
}

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/**
 * Sends a file as it is and answers what the server sees in it. By XMLHttpRequest, because fetch tells nothing of the way up.
 * Throws ApiError as `api` does, and the signal's reason when it is aborted.
 */
export function uploadFile(file: File, { onProgress, signal }: UploadOptions): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = (): void => request.abort()
    signal.addEventListener('abort', abort, { once: true })
    request.open('POST', '/api/v1/uploads')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name.toWellFormed()))
    request.responseType = 'json'
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 1)
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Upload)
      else reject(refused(request))
    }
    request.onerror = () => reject(new ApiError('offline', 'The upload broke off. Is Pincer running, and are you connected?', 0))
    request.onabort = () => reject(signal.reason ?? new DOMException('The upload was cancelled.', 'AbortError'))
    request.onloadend = () => signal.removeEventListener('abort', abort)
    request.send(file)
  })
}

function refused(request: XMLHttpRequest): ApiError {
  if (request.status === 401) window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`)
  const parsed = refusal.safeParse(request.response)
  if (!parsed.success) return new ApiError('internal', `The server answered ${request.status}.`, request.status)
  return new ApiError(parsed.data.error.code, parsed.data.error.message, request.status)
}
