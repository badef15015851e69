import { RhUiProfileIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-profile-icon'
import { useQuery } from '@tanstack/react-query'
import { asText } from '@/domain/untrusted'
import { signOut } from '@/mutations/sign-out'
import { sessionQueries } from '@/queries/session'
import { userQueries } from '@/queries/users'
import { Menu } from '@/ui/menu'
import { useToasts } from '@/ui/toasts'

/** Who the cluster takes one for, and the way out. Absent where nobody has to be somebody. */
export function UserMenu() {
  const { data: session } = useQuery(sessionQueries.current())
  const { data: me } = useQuery({ ...userQueries.me(), enabled: session?.by !== 'open' })
  const { addToast } = useToasts()
  if (!session || session.by === 'open' || !session.isSignedIn) return null

  const name = asText(me?.fullName) || asText(me?.metadata?.name) || 'somebody'
  const isOthers = session.by === 'token'
  return (
    <Menu
      label={`Signed in as ${name}`}
      items={[
        {
          label: `Sign out ${name}`,
          onSelect: () => {
            signOut().catch(() => addToast({ kind: 'bad', title: 'You could not be signed out' }))
          },
          ...(isOthers && {
            disabledReason: 'What stands in front of Tagstream signs people in and out.',
          }),
        },
      ]}
    >
      <RhUiProfileIcon className="ts-i" />
    </Menu>
  )
}
