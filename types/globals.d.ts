// connect's and octokit's type declarations expect these DOM names, which lib "es2024" lacks.
export {};

declare global {
  type HeadersInit = ConstructorParameters<typeof Headers>[0];
}
