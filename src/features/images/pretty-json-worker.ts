import { prettyJson } from '@/domain/pretty-json'

self.onmessage = ({ data }: MessageEvent<string>) => self.postMessage(prettyJson(data))
