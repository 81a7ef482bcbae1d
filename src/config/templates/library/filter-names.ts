/** Every filter of minijinja-cli 2.24, for `is filter`. */
export const filterNames: ReadonlySet<string> = new Set(
  `abs attr batch bool capitalize chain count d dateformat datetimeformat default dictsort e escape filesizeformat
  first float format groupby indent int items join last length lines list lower map max min pluralize pprint random
  reject rejectattr replace reverse round safe select selectattr slice sort split string striptags sum timeformat title
  tojson trim truncate unique upper urlencode wordcount wordwrap zip`
    .trim()
    .split(/\s+/),
);
