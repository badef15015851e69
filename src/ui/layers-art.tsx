/** The mark, dashed in: a tag between layers that are not there yet. */
export function LayersArt() {
  return (
    <svg className="art" viewBox="0 0 132 84" aria-hidden="true" focusable="false">
      <g
        fill="none"
        stroke="var(--ts-line-strong)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeDasharray="2 7"
      >
        <path d="M8 22h26M2 42h24M10 62h22" />
      </g>
      <rect x="44" y="12" width="56" height="18" rx="9" fill="var(--ts-tint-2)" />
      <path
        d="M40 33h66a6 6 0 0 1 4 2l6 6a2 2 0 0 1 0 2l-6 6a6 6 0 0 1-4 2H40a9 9 0 0 1 0-18Z"
        fill="var(--ts-brand-tint)"
        stroke="var(--ts-brand)"
        strokeWidth="2"
      />
      <circle
        cx="104"
        cy="42"
        r="3.5"
        fill="var(--ts-bg)"
        stroke="var(--ts-brand)"
        strokeWidth="2"
      />
      <rect x="36" y="54" width="62" height="18" rx="9" fill="var(--ts-tint-2)" />
    </svg>
  )
}
