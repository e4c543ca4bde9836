export {
  createFakeWorld,
  type FakeAnswer,
  type FakeWorld,
  type FakeWorldOptions,
  fakeBasePath,
} from '@payloom/testing'
