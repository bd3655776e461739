import { ApiError } from '#components/api/client.ts'
import type { Preview } from '#lib/pairs/detect.ts'

export interface Uploaded {
  uploadId: string
  fileName: string
  preview: Preview
}

/**
 * Sends a file as it is and answers with what was found in it. XMLHttpRequest, because fetch tells nothing of how far an upload is.
 * Rejects with ApiError, or with an AbortError when `signal` aborts.
 */
export function uploadFile(file: File, onProgress: (done: number) => void, signal: AbortSignal): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/uploads')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status === 201) return resolve({ ...request.response, fileName: file.name })
      const message = request.response?.error?.message ?? `The server answered ${request.status}.`
      reject(new ApiError(request.response?.error?.code ?? 'internal', message, request.status))
    })
    request.addEventListener('error', () => reject(new ApiError('offline', 'The connection broke while the file was being sent. Try again.', 0)))
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled.', 'AbortError')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
