import { Navigate } from 'react-router'
import { imageStreamsPath } from '@/paths'
import { readKept } from '@/ui/kept-choice'

/** The way in: the image streams of the project used last, or of all projects. */
export function HomePage() {
  return <Navigate to={imageStreamsPath(readKept('project') || undefined)} replace />
}
