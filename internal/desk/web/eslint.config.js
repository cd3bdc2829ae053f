import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "dist-test/", "node_modules/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-restricted-properties": ["error",
        { property: "innerHTML", message: "Texts go into the page as text." },
        { property: "outerHTML", message: "Texts go into the page as text." }],
    },
  },
  // node's test runner returns promises that it watches itself
  { files: ["test/**"], rules: { "@typescript-eslint/no-floating-promises": "off" } },
);
