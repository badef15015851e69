import { Navigate, useLocation, useParams } from 'react-router'
import { imageStreamPath, patterns, tagPath } from '@/paths'

/** Links to the OpenShift console keep working: its pages of a stream and of a tag are ours. */
export function ConsoleRedirect() {
  const { namespace = '', name = '' } = useParams()
  const { pathname } = useLocation()
  const isTag = pathname.includes('/imagestreamtags/')
  const [stream = '', tag = ''] = name.split(/:(.*)/)
  if (isTag && tag !== '') return <Navigate to={tagPath(namespace, stream, tag)} replace />
  if (name === '') return <Navigate to={patterns.home} replace />
  return <Navigate to={imageStreamPath(namespace, stream)} replace />
}
