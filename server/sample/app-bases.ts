import { enterpriseLinux, nodeJs, openJdk, python } from './base-stacks'
import { days } from './stack'

// The bases that the company's teams share: few, and some of them old.

export const baseLinux = enterpriseLinux('9.6-1760', days(45))
export const olderLinux = enterpriseLinux('9.4-1214', days(330))
export const minimalLinux = enterpriseLinux('9.6-1752', days(47), true)
export const node22 = nodeJs(22, baseLinux, days(40))
export const node20 = nodeJs(20, olderLinux, days(300))
export const java21 = openJdk(21, minimalLinux, days(44))
export const python312 = python('3.12', baseLinux, days(41))
