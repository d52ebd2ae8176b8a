/** The build hands stylesheets on as minified text. */
declare module "*.css" {
  const css: string;
  export default css;
}
