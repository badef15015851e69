import { expect, test } from 'vitest'
import { returnPath } from './return-path'

test.each([
  ['/ns/shop/image-streams?q=a%20b&sort=-name#x', '/ns/shop/image-streams?q=a%20b&sort=-name#x'],
  ['/', '/'],
  ['/ns/shop/image-streams/web/tags/prod:x', '/ns/shop/image-streams/web/tags/prod:x'],
  ['/compare?left=//evil.example.com', '/compare?left=//evil.example.com'],
])('%s is returned to', (text, path) => {
  expect(returnPath(text)).toBe(path)
})

test.each([
  'https://evil.example.com',
  '//evil.example.com',
  '///evil.example.com',
  '/\\evil.example.com',
  '/\\/evil.example.com',
  '\\\\evil.example.com',
  '/\t/evil.example.com',
  '/\n/evil.example.com',
  '/x/..//evil.example.com',
  '/.//evil.example.com',
  '/%2e//evil.example.com',
  ' /x',
  '/a\\b',
  '/a\r\nSet-Cookie: x=y',
  'javascript:alert(1)',
  '@evil.example.com',
  '/session/sign-out',
  '/api/v1/namespaces',
  '',
  undefined,
  ['/a', '/b'],
])('%j is the home page', (text) => {
  expect(returnPath(text)).toBe('/')
})
