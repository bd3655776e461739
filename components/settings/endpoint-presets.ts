/** What fits a kind of server: its usual address, how many calls it takes at once, and a line on how to name its model. */
export interface EndpointPreset {
  id: string
  label: string
  baseUrl: string
  concurrency: number
  model: string
  hint: string
  key: string
}

const vllm: EndpointPreset = {
  id: 'vllm',
  label: 'vLLM',
  baseUrl: 'http://127.0.0.1:8000/v1',
  concurrency: 64,
  model: 'meta-llama/Llama-3.3-70B-Instruct',
  hint: 'The model that vllm serve was given, or its --served-model-name. It batches calls itself: many at once go fastest.',
  key: 'What --api-key says; none without it.',
}

export const endpointPresets: readonly [EndpointPreset, ...EndpointPreset[]] = [
  vllm,
  {
    id: 'sglang',
    label: 'SGLang',
    baseUrl: 'http://127.0.0.1:30000/v1',
    concurrency: 64,
    model: 'meta-llama/Llama-3.3-70B-Instruct',
    hint: 'The --model-path, or its --served-model-name. It batches calls itself: many at once go fastest.',
    key: 'What --api-key says; none without it.',
  },
  {
    id: 'llama.cpp',
    label: 'llama.cpp server',
    baseUrl: 'http://127.0.0.1:8080/v1',
    concurrency: 4,
    model: 'local',
    hint: 'Any name will do unless --alias gives one. Calls at once: as many as its slots (--parallel).',
    key: 'What --api-key says; none without it.',
  },
  {
    id: 'ollama',
    label: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    concurrency: 4,
    model: 'llama3.3:70b',
    hint: 'A name that ollama list shows. Calls at once: as many as OLLAMA_NUM_PARALLEL. Raise its context length (docs/gpu.md).',
    key: 'It needs none.',
  },
  {
    id: 'openai',
    label: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    concurrency: 16,
    model: 'gpt-4.1-mini',
    hint: 'A name of your account. Enter its limits a minute and its prices, so that a run knows what it costs.',
    key: 'A key of your project (sk-…).',
  },
]
