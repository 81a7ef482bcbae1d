import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  describeFailure,
  fetchRetrying,
  readText,
  talosconfigPlaces
} from "./chunk-MYGMNB2L.mjs";
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  require_node_fs
} from "./chunk-A7HESRIH.mjs";
import {
  formatPath
} from "./chunk-2VMUWDUH.mjs";
import {
  require_node_net
} from "./chunk-RRMS3QLB.mjs";
import {
  _default,
  _enum,
  _nonnegative,
  array,
  boolean,
  int,
  object,
  optional,
  record,
  safeParse,
  string
} from "./chunk-HDXGC2FX.mjs";
import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments
} from "./chunk-DEN2UECT.mjs";
import {
  UserError,
  formatLocation
} from "./chunk-2H5RZE4B.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// node_modules/nunjucks/src/lib.js
var require_lib = __commonJS({
  "node_modules/nunjucks/src/lib.js"(exports, module) {
    "use strict";
    var ArrayProto = Array.prototype;
    var ObjProto = Object.prototype;
    var escapeMap = {
      "&": "&amp;",
      '"': "&quot;",
      "'": "&#39;",
      "<": "&lt;",
      ">": "&gt;",
      "\\": "&#92;"
    };
    var escapeRegex = /[&"'<>\\]/g;
    var _exports = module.exports = {};
    function hasOwnProp(obj, k) {
      return ObjProto.hasOwnProperty.call(obj, k);
    }
    _exports.hasOwnProp = hasOwnProp;
    function lookupEscape(ch) {
      return escapeMap[ch];
    }
    function _prettifyError(path2, withInternals, err) {
      if (!err.Update) {
        err = new _exports.TemplateError(err);
      }
      err.Update(path2);
      if (!withInternals) {
        var old = err;
        err = new Error(old.message);
        err.name = old.name;
      }
      return err;
    }
    _exports._prettifyError = _prettifyError;
    function TemplateError(message, lineno, colno) {
      var err;
      var cause;
      if (message instanceof Error) {
        cause = message;
        message = cause.name + ": " + cause.message;
      }
      if (Object.setPrototypeOf) {
        err = new Error(message);
        Object.setPrototypeOf(err, TemplateError.prototype);
      } else {
        err = this;
        Object.defineProperty(err, "message", {
          enumerable: false,
          writable: true,
          value: message
        });
      }
      Object.defineProperty(err, "name", {
        value: "Template render error"
      });
      if (Error.captureStackTrace) {
        Error.captureStackTrace(err, this.constructor);
      }
      var getStack;
      if (cause) {
        var stackDescriptor = Object.getOwnPropertyDescriptor(cause, "stack");
        getStack = stackDescriptor && (stackDescriptor.get || function() {
          return stackDescriptor.value;
        });
        if (!getStack) {
          getStack = function getStack2() {
            return cause.stack;
          };
        }
      } else {
        var stack = new Error(message).stack;
        getStack = function getStack2() {
          return stack;
        };
      }
      Object.defineProperty(err, "stack", {
        get: function get() {
          return getStack.call(err);
        }
      });
      Object.defineProperty(err, "cause", {
        value: cause
      });
      err.lineno = lineno;
      err.colno = colno;
      err.firstUpdate = true;
      err.Update = function Update(path2) {
        var msg = "(" + (path2 || "unknown path") + ")";
        if (this.firstUpdate) {
          if (this.lineno && this.colno) {
            msg += " [Line " + this.lineno + ", Column " + this.colno + "]";
          } else if (this.lineno) {
            msg += " [Line " + this.lineno + "]";
          }
        }
        msg += "\n ";
        if (this.firstUpdate) {
          msg += " ";
        }
        this.message = msg + (this.message || "");
        this.firstUpdate = false;
        return this;
      };
      return err;
    }
    if (Object.setPrototypeOf) {
      Object.setPrototypeOf(TemplateError.prototype, Error.prototype);
    } else {
      TemplateError.prototype = Object.create(Error.prototype, {
        constructor: {
          value: TemplateError
        }
      });
    }
    _exports.TemplateError = TemplateError;
    function escape(val) {
      return val.replace(escapeRegex, lookupEscape);
    }
    _exports.escape = escape;
    function isFunction(obj) {
      return ObjProto.toString.call(obj) === "[object Function]";
    }
    _exports.isFunction = isFunction;
    function isArray(obj) {
      return ObjProto.toString.call(obj) === "[object Array]";
    }
    _exports.isArray = isArray;
    function isString(obj) {
      return ObjProto.toString.call(obj) === "[object String]";
    }
    _exports.isString = isString;
    function isObject2(obj) {
      return ObjProto.toString.call(obj) === "[object Object]";
    }
    _exports.isObject = isObject2;
    function _prepareAttributeParts(attr2) {
      if (!attr2) {
        return [];
      }
      if (typeof attr2 === "string") {
        return attr2.split(".");
      }
      return [attr2];
    }
    function getAttrGetter(attribute) {
      var parts = _prepareAttributeParts(attribute);
      return function attrGetter(item) {
        var _item = item;
        for (var i = 0; i < parts.length; i++) {
          var part = parts[i];
          if (hasOwnProp(_item, part)) {
            _item = _item[part];
          } else {
            return void 0;
          }
        }
        return _item;
      };
    }
    _exports.getAttrGetter = getAttrGetter;
    function groupBy(obj, val, throwOnUndefined) {
      var result = {};
      var iterator = isFunction(val) ? val : getAttrGetter(val);
      for (var i = 0; i < obj.length; i++) {
        var value = obj[i];
        var key = iterator(value, i);
        if (key === void 0 && throwOnUndefined === true) {
          throw new TypeError('groupby: attribute "' + val + '" resolved to undefined');
        }
        (result[key] || (result[key] = [])).push(value);
      }
      return result;
    }
    _exports.groupBy = groupBy;
    function toArray(obj) {
      return Array.prototype.slice.call(obj);
    }
    _exports.toArray = toArray;
    function without(array2) {
      var result = [];
      if (!array2) {
        return result;
      }
      var length2 = array2.length;
      var contains2 = toArray(arguments).slice(1);
      var index = -1;
      while (++index < length2) {
        if (indexOf2(contains2, array2[index]) === -1) {
          result.push(array2[index]);
        }
      }
      return result;
    }
    _exports.without = without;
    function repeat(char_, n) {
      var str = "";
      for (var i = 0; i < n; i++) {
        str += char_;
      }
      return str;
    }
    _exports.repeat = repeat;
    function each(obj, func, context) {
      if (obj == null) {
        return;
      }
      if (ArrayProto.forEach && obj.forEach === ArrayProto.forEach) {
        obj.forEach(func, context);
      } else if (obj.length === +obj.length) {
        for (var i = 0, l = obj.length; i < l; i++) {
          func.call(context, obj[i], i, obj);
        }
      }
    }
    _exports.each = each;
    function map(obj, func) {
      var results = [];
      if (obj == null) {
        return results;
      }
      if (ArrayProto.map && obj.map === ArrayProto.map) {
        return obj.map(func);
      }
      for (var i = 0; i < obj.length; i++) {
        results[results.length] = func(obj[i], i);
      }
      if (obj.length === +obj.length) {
        results.length = obj.length;
      }
      return results;
    }
    _exports.map = map;
    function asyncIter(arr, iter, cb) {
      var i = -1;
      function next() {
        i++;
        if (i < arr.length) {
          iter(arr[i], i, next, cb);
        } else {
          cb();
        }
      }
      next();
    }
    _exports.asyncIter = asyncIter;
    function asyncFor(obj, iter, cb) {
      var keys = keys_(obj || {});
      var len = keys.length;
      var i = -1;
      function next() {
        i++;
        var k = keys[i];
        if (i < len) {
          iter(k, obj[k], i, len, next);
        } else {
          cb();
        }
      }
      next();
    }
    _exports.asyncFor = asyncFor;
    function indexOf2(arr, searchElement, fromIndex) {
      return Array.prototype.indexOf.call(arr || [], searchElement, fromIndex);
    }
    _exports.indexOf = indexOf2;
    function keys_(obj) {
      var arr = [];
      for (var k in obj) {
        if (hasOwnProp(obj, k)) {
          arr.push(k);
        }
      }
      return arr;
    }
    _exports.keys = keys_;
    function _entries(obj) {
      return keys_(obj).map(function(k) {
        return [k, obj[k]];
      });
    }
    _exports._entries = _entries;
    function _values(obj) {
      return keys_(obj).map(function(k) {
        return obj[k];
      });
    }
    _exports._values = _values;
    function extend(obj1, obj2) {
      obj1 = obj1 || {};
      keys_(obj2).forEach(function(k) {
        obj1[k] = obj2[k];
      });
      return obj1;
    }
    _exports._assign = _exports.extend = extend;
    function inOperator(key, val) {
      if (isArray(val) || isString(val)) {
        return val.indexOf(key) !== -1;
      } else if (isObject2(val)) {
        return key in val;
      }
      throw new Error('Cannot use "in" operator to search for "' + key + '" in unexpected types.');
    }
    _exports.inOperator = inOperator;
  }
});

// node_modules/nunjucks/src/lexer.js
var require_lexer = __commonJS({
  "node_modules/nunjucks/src/lexer.js"(exports, module) {
    "use strict";
    var lib = require_lib();
    var whitespaceChars = " \n	\r\xA0";
    var delimChars = "()[]{}%*-+~/#,:|.<>=!";
    var intChars = "0123456789";
    var BLOCK_START = "{%";
    var BLOCK_END = "%}";
    var VARIABLE_START = "{{";
    var VARIABLE_END = "}}";
    var COMMENT_START = "{#";
    var COMMENT_END = "#}";
    var TOKEN_STRING = "string";
    var TOKEN_WHITESPACE = "whitespace";
    var TOKEN_DATA = "data";
    var TOKEN_BLOCK_START = "block-start";
    var TOKEN_BLOCK_END = "block-end";
    var TOKEN_VARIABLE_START = "variable-start";
    var TOKEN_VARIABLE_END = "variable-end";
    var TOKEN_COMMENT = "comment";
    var TOKEN_LEFT_PAREN = "left-paren";
    var TOKEN_RIGHT_PAREN = "right-paren";
    var TOKEN_LEFT_BRACKET = "left-bracket";
    var TOKEN_RIGHT_BRACKET = "right-bracket";
    var TOKEN_LEFT_CURLY = "left-curly";
    var TOKEN_RIGHT_CURLY = "right-curly";
    var TOKEN_OPERATOR = "operator";
    var TOKEN_COMMA = "comma";
    var TOKEN_COLON = "colon";
    var TOKEN_TILDE = "tilde";
    var TOKEN_PIPE = "pipe";
    var TOKEN_INT = "int";
    var TOKEN_FLOAT = "float";
    var TOKEN_BOOLEAN = "boolean";
    var TOKEN_NONE = "none";
    var TOKEN_SYMBOL = "symbol";
    var TOKEN_SPECIAL = "special";
    var TOKEN_REGEX = "regex";
    function token(type, value, lineno, colno) {
      return {
        type,
        value,
        lineno,
        colno
      };
    }
    var Tokenizer = /* @__PURE__ */ (function() {
      function Tokenizer2(str, opts) {
        this.str = str;
        this.index = 0;
        this.len = str.length;
        this.lineno = 0;
        this.colno = 0;
        this.in_code = false;
        opts = opts || {};
        var tags = opts.tags || {};
        this.tags = {
          BLOCK_START: tags.blockStart || BLOCK_START,
          BLOCK_END: tags.blockEnd || BLOCK_END,
          VARIABLE_START: tags.variableStart || VARIABLE_START,
          VARIABLE_END: tags.variableEnd || VARIABLE_END,
          COMMENT_START: tags.commentStart || COMMENT_START,
          COMMENT_END: tags.commentEnd || COMMENT_END
        };
        this.trimBlocks = !!opts.trimBlocks;
        this.lstripBlocks = !!opts.lstripBlocks;
      }
      var _proto = Tokenizer2.prototype;
      _proto.nextToken = function nextToken() {
        var lineno = this.lineno;
        var colno = this.colno;
        var tok;
        if (this.in_code) {
          var cur = this.current();
          if (this.isFinished()) {
            return null;
          } else if (cur === '"' || cur === "'") {
            return token(TOKEN_STRING, this._parseString(cur), lineno, colno);
          } else if (tok = this._extract(whitespaceChars)) {
            return token(TOKEN_WHITESPACE, tok, lineno, colno);
          } else if ((tok = this._extractString(this.tags.BLOCK_END)) || (tok = this._extractString("-" + this.tags.BLOCK_END))) {
            this.in_code = false;
            if (this.trimBlocks) {
              cur = this.current();
              if (cur === "\n") {
                this.forward();
              } else if (cur === "\r") {
                this.forward();
                cur = this.current();
                if (cur === "\n") {
                  this.forward();
                } else {
                  this.back();
                }
              }
            }
            return token(TOKEN_BLOCK_END, tok, lineno, colno);
          } else if ((tok = this._extractString(this.tags.VARIABLE_END)) || (tok = this._extractString("-" + this.tags.VARIABLE_END))) {
            this.in_code = false;
            return token(TOKEN_VARIABLE_END, tok, lineno, colno);
          } else if (cur === "r" && this.str.charAt(this.index + 1) === "/") {
            this.forwardN(2);
            var regexBody = "";
            while (!this.isFinished()) {
              if (this.current() === "/" && this.previous() !== "\\") {
                this.forward();
                break;
              } else {
                regexBody += this.current();
                this.forward();
              }
            }
            var POSSIBLE_FLAGS = ["g", "i", "m", "y"];
            var regexFlags = "";
            while (!this.isFinished()) {
              var isCurrentAFlag = POSSIBLE_FLAGS.indexOf(this.current()) !== -1;
              if (isCurrentAFlag) {
                regexFlags += this.current();
                this.forward();
              } else {
                break;
              }
            }
            return token(TOKEN_REGEX, {
              body: regexBody,
              flags: regexFlags
            }, lineno, colno);
          } else if (delimChars.indexOf(cur) !== -1) {
            this.forward();
            var complexOps = ["==", "===", "!=", "!==", "<=", ">=", "//", "**"];
            var curComplex = cur + this.current();
            var type;
            if (lib.indexOf(complexOps, curComplex) !== -1) {
              this.forward();
              cur = curComplex;
              if (lib.indexOf(complexOps, curComplex + this.current()) !== -1) {
                cur = curComplex + this.current();
                this.forward();
              }
            }
            switch (cur) {
              case "(":
                type = TOKEN_LEFT_PAREN;
                break;
              case ")":
                type = TOKEN_RIGHT_PAREN;
                break;
              case "[":
                type = TOKEN_LEFT_BRACKET;
                break;
              case "]":
                type = TOKEN_RIGHT_BRACKET;
                break;
              case "{":
                type = TOKEN_LEFT_CURLY;
                break;
              case "}":
                type = TOKEN_RIGHT_CURLY;
                break;
              case ",":
                type = TOKEN_COMMA;
                break;
              case ":":
                type = TOKEN_COLON;
                break;
              case "~":
                type = TOKEN_TILDE;
                break;
              case "|":
                type = TOKEN_PIPE;
                break;
              default:
                type = TOKEN_OPERATOR;
            }
            return token(type, cur, lineno, colno);
          } else {
            tok = this._extractUntil(whitespaceChars + delimChars);
            if (tok.match(/^[-+]?[0-9]+$/)) {
              if (this.current() === ".") {
                this.forward();
                var dec = this._extract(intChars);
                return token(TOKEN_FLOAT, tok + "." + dec, lineno, colno);
              } else {
                return token(TOKEN_INT, tok, lineno, colno);
              }
            } else if (tok.match(/^(true|false)$/)) {
              return token(TOKEN_BOOLEAN, tok, lineno, colno);
            } else if (tok === "none") {
              return token(TOKEN_NONE, tok, lineno, colno);
            } else if (tok === "null") {
              return token(TOKEN_NONE, tok, lineno, colno);
            } else if (tok) {
              return token(TOKEN_SYMBOL, tok, lineno, colno);
            } else {
              throw new Error("Unexpected value while parsing: " + tok);
            }
          }
        } else {
          var beginChars = this.tags.BLOCK_START.charAt(0) + this.tags.VARIABLE_START.charAt(0) + this.tags.COMMENT_START.charAt(0) + this.tags.COMMENT_END.charAt(0);
          if (this.isFinished()) {
            return null;
          } else if ((tok = this._extractString(this.tags.BLOCK_START + "-")) || (tok = this._extractString(this.tags.BLOCK_START))) {
            this.in_code = true;
            return token(TOKEN_BLOCK_START, tok, lineno, colno);
          } else if ((tok = this._extractString(this.tags.VARIABLE_START + "-")) || (tok = this._extractString(this.tags.VARIABLE_START))) {
            this.in_code = true;
            return token(TOKEN_VARIABLE_START, tok, lineno, colno);
          } else {
            tok = "";
            var data;
            var inComment = false;
            if (this._matches(this.tags.COMMENT_START)) {
              inComment = true;
              tok = this._extractString(this.tags.COMMENT_START);
            }
            while ((data = this._extractUntil(beginChars)) !== null) {
              tok += data;
              if ((this._matches(this.tags.BLOCK_START) || this._matches(this.tags.VARIABLE_START) || this._matches(this.tags.COMMENT_START)) && !inComment) {
                if (this.lstripBlocks && this._matches(this.tags.BLOCK_START) && this.colno > 0 && this.colno <= tok.length) {
                  var lastLine = tok.slice(-this.colno);
                  if (/^\s+$/.test(lastLine)) {
                    tok = tok.slice(0, -this.colno);
                    if (!tok.length) {
                      return this.nextToken();
                    }
                  }
                }
                break;
              } else if (this._matches(this.tags.COMMENT_END)) {
                if (!inComment) {
                  throw new Error("unexpected end of comment");
                }
                tok += this._extractString(this.tags.COMMENT_END);
                break;
              } else {
                tok += this.current();
                this.forward();
              }
            }
            if (data === null && inComment) {
              throw new Error("expected end of comment, got end of file");
            }
            return token(inComment ? TOKEN_COMMENT : TOKEN_DATA, tok, lineno, colno);
          }
        }
      };
      _proto._parseString = function _parseString(delimiter) {
        this.forward();
        var str = "";
        while (!this.isFinished() && this.current() !== delimiter) {
          var cur = this.current();
          if (cur === "\\") {
            this.forward();
            switch (this.current()) {
              case "n":
                str += "\n";
                break;
              case "t":
                str += "	";
                break;
              case "r":
                str += "\r";
                break;
              default:
                str += this.current();
            }
            this.forward();
          } else {
            str += cur;
            this.forward();
          }
        }
        this.forward();
        return str;
      };
      _proto._matches = function _matches(str) {
        if (this.index + str.length > this.len) {
          return null;
        }
        var m = this.str.slice(this.index, this.index + str.length);
        return m === str;
      };
      _proto._extractString = function _extractString(str) {
        if (this._matches(str)) {
          this.forwardN(str.length);
          return str;
        }
        return null;
      };
      _proto._extractUntil = function _extractUntil(charString) {
        return this._extractMatching(true, charString || "");
      };
      _proto._extract = function _extract(charString) {
        return this._extractMatching(false, charString);
      };
      _proto._extractMatching = function _extractMatching(breakOnMatch, charString) {
        if (this.isFinished()) {
          return null;
        }
        var first2 = charString.indexOf(this.current());
        if (breakOnMatch && first2 === -1 || !breakOnMatch && first2 !== -1) {
          var t = this.current();
          this.forward();
          var idx = charString.indexOf(this.current());
          while ((breakOnMatch && idx === -1 || !breakOnMatch && idx !== -1) && !this.isFinished()) {
            t += this.current();
            this.forward();
            idx = charString.indexOf(this.current());
          }
          return t;
        }
        return "";
      };
      _proto._extractRegex = function _extractRegex(regex) {
        var matches = this.currentStr().match(regex);
        if (!matches) {
          return null;
        }
        this.forwardN(matches[0].length);
        return matches;
      };
      _proto.isFinished = function isFinished() {
        return this.index >= this.len;
      };
      _proto.forwardN = function forwardN(n) {
        for (var i = 0; i < n; i++) {
          this.forward();
        }
      };
      _proto.forward = function forward() {
        this.index++;
        if (this.previous() === "\n") {
          this.lineno++;
          this.colno = 0;
        } else {
          this.colno++;
        }
      };
      _proto.backN = function backN(n) {
        for (var i = 0; i < n; i++) {
          this.back();
        }
      };
      _proto.back = function back() {
        this.index--;
        if (this.current() === "\n") {
          this.lineno--;
          var idx = this.src.lastIndexOf("\n", this.index - 1);
          if (idx === -1) {
            this.colno = this.index;
          } else {
            this.colno = this.index - idx;
          }
        } else {
          this.colno--;
        }
      };
      _proto.current = function current() {
        if (!this.isFinished()) {
          return this.str.charAt(this.index);
        }
        return "";
      };
      _proto.currentStr = function currentStr() {
        if (!this.isFinished()) {
          return this.str.substr(this.index);
        }
        return "";
      };
      _proto.previous = function previous() {
        return this.str.charAt(this.index - 1);
      };
      return Tokenizer2;
    })();
    module.exports = {
      lex: function lex(src, opts) {
        return new Tokenizer(src, opts);
      },
      TOKEN_STRING,
      TOKEN_WHITESPACE,
      TOKEN_DATA,
      TOKEN_BLOCK_START,
      TOKEN_BLOCK_END,
      TOKEN_VARIABLE_START,
      TOKEN_VARIABLE_END,
      TOKEN_COMMENT,
      TOKEN_LEFT_PAREN,
      TOKEN_RIGHT_PAREN,
      TOKEN_LEFT_BRACKET,
      TOKEN_RIGHT_BRACKET,
      TOKEN_LEFT_CURLY,
      TOKEN_RIGHT_CURLY,
      TOKEN_OPERATOR,
      TOKEN_COMMA,
      TOKEN_COLON,
      TOKEN_TILDE,
      TOKEN_PIPE,
      TOKEN_INT,
      TOKEN_FLOAT,
      TOKEN_BOOLEAN,
      TOKEN_NONE,
      TOKEN_SYMBOL,
      TOKEN_SPECIAL,
      TOKEN_REGEX
    };
  }
});

// node_modules/nunjucks/src/object.js
var require_object = __commonJS({
  "node_modules/nunjucks/src/object.js"(exports, module) {
    "use strict";
    function _defineProperties(target, props) {
      for (var i = 0; i < props.length; i++) {
        var descriptor = props[i];
        descriptor.enumerable = descriptor.enumerable || false;
        descriptor.configurable = true;
        if ("value" in descriptor) descriptor.writable = true;
        Object.defineProperty(target, _toPropertyKey(descriptor.key), descriptor);
      }
    }
    function _createClass(Constructor, protoProps, staticProps) {
      if (protoProps) _defineProperties(Constructor.prototype, protoProps);
      if (staticProps) _defineProperties(Constructor, staticProps);
      Object.defineProperty(Constructor, "prototype", { writable: false });
      return Constructor;
    }
    function _toPropertyKey(arg) {
      var key = _toPrimitive(arg, "string");
      return typeof key === "symbol" ? key : String(key);
    }
    function _toPrimitive(input, hint) {
      if (typeof input !== "object" || input === null) return input;
      var prim = input[Symbol.toPrimitive];
      if (prim !== void 0) {
        var res = prim.call(input, hint || "default");
        if (typeof res !== "object") return res;
        throw new TypeError("@@toPrimitive must return a primitive value.");
      }
      return (hint === "string" ? String : Number)(input);
    }
    function _inheritsLoose(subClass, superClass) {
      subClass.prototype = Object.create(superClass.prototype);
      subClass.prototype.constructor = subClass;
      _setPrototypeOf(subClass, superClass);
    }
    function _setPrototypeOf(o, p) {
      _setPrototypeOf = Object.setPrototypeOf ? Object.setPrototypeOf.bind() : function _setPrototypeOf2(o2, p2) {
        o2.__proto__ = p2;
        return o2;
      };
      return _setPrototypeOf(o, p);
    }
    var EventEmitter = __require("node:events");
    var lib = require_lib();
    function parentWrap(parent, prop) {
      if (typeof parent !== "function" || typeof prop !== "function") {
        return prop;
      }
      return function wrap2() {
        var tmp = this.parent;
        this.parent = parent;
        var res = prop.apply(this, arguments);
        this.parent = tmp;
        return res;
      };
    }
    function extendClass(cls, name, props) {
      props = props || {};
      lib.keys(props).forEach(function(k) {
        props[k] = parentWrap(cls.prototype[k], props[k]);
      });
      var subclass = /* @__PURE__ */ (function(_cls) {
        _inheritsLoose(subclass2, _cls);
        function subclass2() {
          return _cls.apply(this, arguments) || this;
        }
        _createClass(subclass2, [{
          key: "typename",
          get: function get() {
            return name;
          }
        }]);
        return subclass2;
      })(cls);
      lib._assign(subclass.prototype, props);
      return subclass;
    }
    var Obj = /* @__PURE__ */ (function() {
      function Obj2() {
        this.init.apply(this, arguments);
      }
      var _proto = Obj2.prototype;
      _proto.init = function init() {
      };
      Obj2.extend = function extend(name, props) {
        if (typeof name === "object") {
          props = name;
          name = "anonymous";
        }
        return extendClass(this, name, props);
      };
      _createClass(Obj2, [{
        key: "typename",
        get: function get() {
          return this.constructor.name;
        }
      }]);
      return Obj2;
    })();
    var EmitterObj = /* @__PURE__ */ (function(_EventEmitter) {
      _inheritsLoose(EmitterObj2, _EventEmitter);
      function EmitterObj2() {
        var _this2;
        var _this;
        _this = _EventEmitter.call(this) || this;
        (_this2 = _this).init.apply(_this2, arguments);
        return _this;
      }
      var _proto2 = EmitterObj2.prototype;
      _proto2.init = function init() {
      };
      EmitterObj2.extend = function extend(name, props) {
        if (typeof name === "object") {
          props = name;
          name = "anonymous";
        }
        return extendClass(this, name, props);
      };
      _createClass(EmitterObj2, [{
        key: "typename",
        get: function get() {
          return this.constructor.name;
        }
      }]);
      return EmitterObj2;
    })(EventEmitter);
    module.exports = {
      Obj,
      EmitterObj
    };
  }
});

// node_modules/nunjucks/src/nodes.js
var require_nodes = __commonJS({
  "node_modules/nunjucks/src/nodes.js"(exports, module) {
    "use strict";
    function _defineProperties(target, props) {
      for (var i = 0; i < props.length; i++) {
        var descriptor = props[i];
        descriptor.enumerable = descriptor.enumerable || false;
        descriptor.configurable = true;
        if ("value" in descriptor) descriptor.writable = true;
        Object.defineProperty(target, _toPropertyKey(descriptor.key), descriptor);
      }
    }
    function _createClass(Constructor, protoProps, staticProps) {
      if (protoProps) _defineProperties(Constructor.prototype, protoProps);
      if (staticProps) _defineProperties(Constructor, staticProps);
      Object.defineProperty(Constructor, "prototype", { writable: false });
      return Constructor;
    }
    function _toPropertyKey(arg) {
      var key = _toPrimitive(arg, "string");
      return typeof key === "symbol" ? key : String(key);
    }
    function _toPrimitive(input, hint) {
      if (typeof input !== "object" || input === null) return input;
      var prim = input[Symbol.toPrimitive];
      if (prim !== void 0) {
        var res = prim.call(input, hint || "default");
        if (typeof res !== "object") return res;
        throw new TypeError("@@toPrimitive must return a primitive value.");
      }
      return (hint === "string" ? String : Number)(input);
    }
    function _inheritsLoose(subClass, superClass) {
      subClass.prototype = Object.create(superClass.prototype);
      subClass.prototype.constructor = subClass;
      _setPrototypeOf(subClass, superClass);
    }
    function _setPrototypeOf(o, p) {
      _setPrototypeOf = Object.setPrototypeOf ? Object.setPrototypeOf.bind() : function _setPrototypeOf2(o2, p2) {
        o2.__proto__ = p2;
        return o2;
      };
      return _setPrototypeOf(o, p);
    }
    var _require = require_object();
    var Obj = _require.Obj;
    function traverseAndCheck(obj, type, results) {
      if (obj instanceof type) {
        results.push(obj);
      }
      if (obj instanceof Node) {
        obj.findAll(type, results);
      }
    }
    var Node = /* @__PURE__ */ (function(_Obj) {
      _inheritsLoose(Node2, _Obj);
      function Node2() {
        return _Obj.apply(this, arguments) || this;
      }
      var _proto = Node2.prototype;
      _proto.init = function init(lineno, colno) {
        var _arguments = arguments, _this = this;
        for (var _len = arguments.length, args = new Array(_len > 2 ? _len - 2 : 0), _key = 2; _key < _len; _key++) {
          args[_key - 2] = arguments[_key];
        }
        this.lineno = lineno;
        this.colno = colno;
        this.fields.forEach(function(field2, i) {
          var val = _arguments[i + 2];
          if (val === void 0) {
            val = null;
          }
          _this[field2] = val;
        });
      };
      _proto.findAll = function findAll(type, results) {
        var _this2 = this;
        results = results || [];
        if (this instanceof NodeList) {
          this.children.forEach(function(child2) {
            return traverseAndCheck(child2, type, results);
          });
        } else {
          this.fields.forEach(function(field2) {
            return traverseAndCheck(_this2[field2], type, results);
          });
        }
        return results;
      };
      _proto.iterFields = function iterFields(func) {
        var _this3 = this;
        this.fields.forEach(function(field2) {
          func(_this3[field2], field2);
        });
      };
      return Node2;
    })(Obj);
    var Value = /* @__PURE__ */ (function(_Node) {
      _inheritsLoose(Value2, _Node);
      function Value2() {
        return _Node.apply(this, arguments) || this;
      }
      _createClass(Value2, [{
        key: "typename",
        get: function get() {
          return "Value";
        }
      }, {
        key: "fields",
        get: function get() {
          return ["value"];
        }
      }]);
      return Value2;
    })(Node);
    var NodeList = /* @__PURE__ */ (function(_Node2) {
      _inheritsLoose(NodeList2, _Node2);
      function NodeList2() {
        return _Node2.apply(this, arguments) || this;
      }
      var _proto2 = NodeList2.prototype;
      _proto2.init = function init(lineno, colno, nodes2) {
        _Node2.prototype.init.call(this, lineno, colno, nodes2 || []);
      };
      _proto2.addChild = function addChild(node2) {
        this.children.push(node2);
      };
      _createClass(NodeList2, [{
        key: "typename",
        get: function get() {
          return "NodeList";
        }
      }, {
        key: "fields",
        get: function get() {
          return ["children"];
        }
      }]);
      return NodeList2;
    })(Node);
    var Root = NodeList.extend("Root");
    var Literal = Value.extend("Literal");
    var _Symbol = Value.extend("Symbol");
    var Group = NodeList.extend("Group");
    var ArrayNode = NodeList.extend("Array");
    var Pair = Node.extend("Pair", {
      fields: ["key", "value"]
    });
    var Dict = NodeList.extend("Dict");
    var LookupVal = Node.extend("LookupVal", {
      fields: ["target", "val"]
    });
    var If = Node.extend("If", {
      fields: ["cond", "body", "else_"]
    });
    var IfAsync = If.extend("IfAsync");
    var InlineIf = Node.extend("InlineIf", {
      fields: ["cond", "body", "else_"]
    });
    var For = Node.extend("For", {
      fields: ["arr", "name", "body", "else_"]
    });
    var AsyncEach = For.extend("AsyncEach");
    var AsyncAll = For.extend("AsyncAll");
    var Macro = Node.extend("Macro", {
      fields: ["name", "args", "body"]
    });
    var Caller = Macro.extend("Caller");
    var Import = Node.extend("Import", {
      fields: ["template", "target", "withContext"]
    });
    var FromImport = /* @__PURE__ */ (function(_Node3) {
      _inheritsLoose(FromImport2, _Node3);
      function FromImport2() {
        return _Node3.apply(this, arguments) || this;
      }
      var _proto3 = FromImport2.prototype;
      _proto3.init = function init(lineno, colno, template, names, withContext) {
        _Node3.prototype.init.call(this, lineno, colno, template, names || new NodeList(), withContext);
      };
      _createClass(FromImport2, [{
        key: "typename",
        get: function get() {
          return "FromImport";
        }
      }, {
        key: "fields",
        get: function get() {
          return ["template", "names", "withContext"];
        }
      }]);
      return FromImport2;
    })(Node);
    var FunCall = Node.extend("FunCall", {
      fields: ["name", "args"]
    });
    var Filter = FunCall.extend("Filter");
    var FilterAsync = Filter.extend("FilterAsync", {
      fields: ["name", "args", "symbol"]
    });
    var KeywordArgs = Dict.extend("KeywordArgs");
    var Block = Node.extend("Block", {
      fields: ["name", "body"]
    });
    var Super = Node.extend("Super", {
      fields: ["blockName", "symbol"]
    });
    var TemplateRef = Node.extend("TemplateRef", {
      fields: ["template"]
    });
    var Extends = TemplateRef.extend("Extends");
    var Include = Node.extend("Include", {
      fields: ["template", "ignoreMissing"]
    });
    var Set2 = Node.extend("Set", {
      fields: ["targets", "value"]
    });
    var Switch = Node.extend("Switch", {
      fields: ["expr", "cases", "default"]
    });
    var Case = Node.extend("Case", {
      fields: ["cond", "body"]
    });
    var Output2 = NodeList.extend("Output");
    var Capture = Node.extend("Capture", {
      fields: ["body"]
    });
    var TemplateData = Literal.extend("TemplateData");
    var UnaryOp = Node.extend("UnaryOp", {
      fields: ["target"]
    });
    var BinOp = Node.extend("BinOp", {
      fields: ["left", "right"]
    });
    var In = BinOp.extend("In");
    var Is = BinOp.extend("Is");
    var Or = BinOp.extend("Or");
    var And = BinOp.extend("And");
    var Not = UnaryOp.extend("Not");
    var Add = BinOp.extend("Add");
    var Concat = BinOp.extend("Concat");
    var Sub = BinOp.extend("Sub");
    var Mul = BinOp.extend("Mul");
    var Div = BinOp.extend("Div");
    var FloorDiv = BinOp.extend("FloorDiv");
    var Mod = BinOp.extend("Mod");
    var Pow = BinOp.extend("Pow");
    var Neg = UnaryOp.extend("Neg");
    var Pos = UnaryOp.extend("Pos");
    var Compare = Node.extend("Compare", {
      fields: ["expr", "ops"]
    });
    var CompareOperand = Node.extend("CompareOperand", {
      fields: ["expr", "type"]
    });
    var CallExtension = Node.extend("CallExtension", {
      init: function init(ext, prop, args, contentArgs) {
        this.parent();
        this.extName = ext.__name || ext;
        this.prop = prop;
        this.args = args || new NodeList();
        this.contentArgs = contentArgs || [];
        this.autoescape = ext.autoescape;
      },
      fields: ["extName", "prop", "args", "contentArgs"]
    });
    var CallExtensionAsync = CallExtension.extend("CallExtensionAsync");
    function print(str, indent2, inline) {
      var lines2 = str.split("\n");
      lines2.forEach(function(line, i) {
        if (line && (inline && i > 0 || !inline)) {
          process.stdout.write(" ".repeat(indent2));
        }
        var nl = i === lines2.length - 1 ? "" : "\n";
        process.stdout.write("" + line + nl);
      });
    }
    function printNodes(node2, indent2) {
      indent2 = indent2 || 0;
      print(node2.typename + ": ", indent2);
      if (node2 instanceof NodeList) {
        print("\n");
        node2.children.forEach(function(n) {
          printNodes(n, indent2 + 2);
        });
      } else if (node2 instanceof CallExtension) {
        print(node2.extName + "." + node2.prop + "\n");
        if (node2.args) {
          printNodes(node2.args, indent2 + 2);
        }
        if (node2.contentArgs) {
          node2.contentArgs.forEach(function(n) {
            printNodes(n, indent2 + 2);
          });
        }
      } else {
        var nodes2 = [];
        var props = null;
        node2.iterFields(function(val, fieldName) {
          if (val instanceof Node) {
            nodes2.push([fieldName, val]);
          } else {
            props = props || {};
            props[fieldName] = val;
          }
        });
        if (props) {
          print(JSON.stringify(props, null, 2) + "\n", null, true);
        } else {
          print("\n");
        }
        nodes2.forEach(function(_ref) {
          var fieldName = _ref[0], n = _ref[1];
          print("[" + fieldName + "] =>", indent2 + 2);
          printNodes(n, indent2 + 4);
        });
      }
    }
    module.exports = {
      Node,
      Root,
      NodeList,
      Value,
      Literal,
      Symbol: _Symbol,
      Group,
      Array: ArrayNode,
      Pair,
      Dict,
      Output: Output2,
      Capture,
      TemplateData,
      If,
      IfAsync,
      InlineIf,
      For,
      AsyncEach,
      AsyncAll,
      Macro,
      Caller,
      Import,
      FromImport,
      FunCall,
      Filter,
      FilterAsync,
      KeywordArgs,
      Block,
      Super,
      Extends,
      Include,
      Set: Set2,
      Switch,
      Case,
      LookupVal,
      BinOp,
      In,
      Is,
      Or,
      And,
      Not,
      Add,
      Concat,
      Sub,
      Mul,
      Div,
      FloorDiv,
      Mod,
      Pow,
      Neg,
      Pos,
      Compare,
      CompareOperand,
      CallExtension,
      CallExtensionAsync,
      printNodes
    };
  }
});

// node_modules/nunjucks/src/parser.js
var require_parser = __commonJS({
  "node_modules/nunjucks/src/parser.js"(exports, module) {
    "use strict";
    function _inheritsLoose(subClass, superClass) {
      subClass.prototype = Object.create(superClass.prototype);
      subClass.prototype.constructor = subClass;
      _setPrototypeOf(subClass, superClass);
    }
    function _setPrototypeOf(o, p) {
      _setPrototypeOf = Object.setPrototypeOf ? Object.setPrototypeOf.bind() : function _setPrototypeOf2(o2, p2) {
        o2.__proto__ = p2;
        return o2;
      };
      return _setPrototypeOf(o, p);
    }
    var lexer6 = require_lexer();
    var nodes2 = require_nodes();
    var Obj = require_object().Obj;
    var lib = require_lib();
    var Parser = /* @__PURE__ */ (function(_Obj) {
      _inheritsLoose(Parser2, _Obj);
      function Parser2() {
        return _Obj.apply(this, arguments) || this;
      }
      var _proto = Parser2.prototype;
      _proto.init = function init(tokens) {
        this.tokens = tokens;
        this.peeked = null;
        this.breakOnBlocks = null;
        this.dropLeadingWhitespace = false;
        this.extensions = [];
      };
      _proto.nextToken = function nextToken(withWhitespace) {
        var tok;
        if (this.peeked) {
          if (!withWhitespace && this.peeked.type === lexer6.TOKEN_WHITESPACE) {
            this.peeked = null;
          } else {
            tok = this.peeked;
            this.peeked = null;
            return tok;
          }
        }
        tok = this.tokens.nextToken();
        if (!withWhitespace) {
          while (tok && tok.type === lexer6.TOKEN_WHITESPACE) {
            tok = this.tokens.nextToken();
          }
        }
        return tok;
      };
      _proto.peekToken = function peekToken() {
        this.peeked = this.peeked || this.nextToken();
        return this.peeked;
      };
      _proto.pushToken = function pushToken(tok) {
        if (this.peeked) {
          throw new Error("pushToken: can only push one token on between reads");
        }
        this.peeked = tok;
      };
      _proto.error = function error(msg, lineno, colno) {
        if (lineno === void 0 || colno === void 0) {
          var tok = this.peekToken() || {};
          lineno = tok.lineno;
          colno = tok.colno;
        }
        if (lineno !== void 0) {
          lineno += 1;
        }
        if (colno !== void 0) {
          colno += 1;
        }
        return new lib.TemplateError(msg, lineno, colno);
      };
      _proto.fail = function fail(msg, lineno, colno) {
        throw this.error(msg, lineno, colno);
      };
      _proto.skip = function skip(type) {
        var tok = this.nextToken();
        if (!tok || tok.type !== type) {
          this.pushToken(tok);
          return false;
        }
        return true;
      };
      _proto.expect = function expect(type) {
        var tok = this.nextToken();
        if (tok.type !== type) {
          this.fail("expected " + type + ", got " + tok.type, tok.lineno, tok.colno);
        }
        return tok;
      };
      _proto.skipValue = function skipValue(type, val) {
        var tok = this.nextToken();
        if (!tok || tok.type !== type || tok.value !== val) {
          this.pushToken(tok);
          return false;
        }
        return true;
      };
      _proto.skipSymbol = function skipSymbol(val) {
        return this.skipValue(lexer6.TOKEN_SYMBOL, val);
      };
      _proto.advanceAfterBlockEnd = function advanceAfterBlockEnd(name) {
        var tok;
        if (!name) {
          tok = this.peekToken();
          if (!tok) {
            this.fail("unexpected end of file");
          }
          if (tok.type !== lexer6.TOKEN_SYMBOL) {
            this.fail("advanceAfterBlockEnd: expected symbol token or explicit name to be passed");
          }
          name = this.nextToken().value;
        }
        tok = this.nextToken();
        if (tok && tok.type === lexer6.TOKEN_BLOCK_END) {
          if (tok.value.charAt(0) === "-") {
            this.dropLeadingWhitespace = true;
          }
        } else {
          this.fail("expected block end in " + name + " statement");
        }
        return tok;
      };
      _proto.advanceAfterVariableEnd = function advanceAfterVariableEnd() {
        var tok = this.nextToken();
        if (tok && tok.type === lexer6.TOKEN_VARIABLE_END) {
          this.dropLeadingWhitespace = tok.value.charAt(tok.value.length - this.tokens.tags.VARIABLE_END.length - 1) === "-";
        } else {
          this.pushToken(tok);
          this.fail("expected variable end");
        }
      };
      _proto.parseFor = function parseFor() {
        var forTok = this.peekToken();
        var node2;
        var endBlock;
        if (this.skipSymbol("for")) {
          node2 = new nodes2.For(forTok.lineno, forTok.colno);
          endBlock = "endfor";
        } else if (this.skipSymbol("asyncEach")) {
          node2 = new nodes2.AsyncEach(forTok.lineno, forTok.colno);
          endBlock = "endeach";
        } else if (this.skipSymbol("asyncAll")) {
          node2 = new nodes2.AsyncAll(forTok.lineno, forTok.colno);
          endBlock = "endall";
        } else {
          this.fail("parseFor: expected for{Async}", forTok.lineno, forTok.colno);
        }
        node2.name = this.parsePrimary();
        if (!(node2.name instanceof nodes2.Symbol)) {
          this.fail("parseFor: variable name expected for loop");
        }
        var type = this.peekToken().type;
        if (type === lexer6.TOKEN_COMMA) {
          var key = node2.name;
          node2.name = new nodes2.Array(key.lineno, key.colno);
          node2.name.addChild(key);
          while (this.skip(lexer6.TOKEN_COMMA)) {
            var prim = this.parsePrimary();
            node2.name.addChild(prim);
          }
        }
        if (!this.skipSymbol("in")) {
          this.fail('parseFor: expected "in" keyword for loop', forTok.lineno, forTok.colno);
        }
        node2.arr = this.parseExpression();
        this.advanceAfterBlockEnd(forTok.value);
        node2.body = this.parseUntilBlocks(endBlock, "else");
        if (this.skipSymbol("else")) {
          this.advanceAfterBlockEnd("else");
          node2.else_ = this.parseUntilBlocks(endBlock);
        }
        this.advanceAfterBlockEnd();
        return node2;
      };
      _proto.parseMacro = function parseMacro() {
        var macroTok = this.peekToken();
        if (!this.skipSymbol("macro")) {
          this.fail("expected macro");
        }
        var name = this.parsePrimary(true);
        var args = this.parseSignature();
        var node2 = new nodes2.Macro(macroTok.lineno, macroTok.colno, name, args);
        this.advanceAfterBlockEnd(macroTok.value);
        node2.body = this.parseUntilBlocks("endmacro");
        this.advanceAfterBlockEnd();
        return node2;
      };
      _proto.parseCall = function parseCall() {
        var callTok = this.peekToken();
        if (!this.skipSymbol("call")) {
          this.fail("expected call");
        }
        var callerArgs = this.parseSignature(true) || new nodes2.NodeList();
        var macroCall = this.parsePrimary();
        this.advanceAfterBlockEnd(callTok.value);
        var body = this.parseUntilBlocks("endcall");
        this.advanceAfterBlockEnd();
        var callerName = new nodes2.Symbol(callTok.lineno, callTok.colno, "caller");
        var callerNode = new nodes2.Caller(callTok.lineno, callTok.colno, callerName, callerArgs, body);
        var args = macroCall.args.children;
        if (!(args[args.length - 1] instanceof nodes2.KeywordArgs)) {
          args.push(new nodes2.KeywordArgs());
        }
        var kwargs = args[args.length - 1];
        kwargs.addChild(new nodes2.Pair(callTok.lineno, callTok.colno, callerName, callerNode));
        return new nodes2.Output(callTok.lineno, callTok.colno, [macroCall]);
      };
      _proto.parseWithContext = function parseWithContext() {
        var tok = this.peekToken();
        var withContext = null;
        if (this.skipSymbol("with")) {
          withContext = true;
        } else if (this.skipSymbol("without")) {
          withContext = false;
        }
        if (withContext !== null) {
          if (!this.skipSymbol("context")) {
            this.fail("parseFrom: expected context after with/without", tok.lineno, tok.colno);
          }
        }
        return withContext;
      };
      _proto.parseImport = function parseImport() {
        var importTok = this.peekToken();
        if (!this.skipSymbol("import")) {
          this.fail("parseImport: expected import", importTok.lineno, importTok.colno);
        }
        var template = this.parseExpression();
        if (!this.skipSymbol("as")) {
          this.fail('parseImport: expected "as" keyword', importTok.lineno, importTok.colno);
        }
        var target = this.parseExpression();
        var withContext = this.parseWithContext();
        var node2 = new nodes2.Import(importTok.lineno, importTok.colno, template, target, withContext);
        this.advanceAfterBlockEnd(importTok.value);
        return node2;
      };
      _proto.parseFrom = function parseFrom() {
        var fromTok = this.peekToken();
        if (!this.skipSymbol("from")) {
          this.fail("parseFrom: expected from");
        }
        var template = this.parseExpression();
        if (!this.skipSymbol("import")) {
          this.fail("parseFrom: expected import", fromTok.lineno, fromTok.colno);
        }
        var names = new nodes2.NodeList();
        var withContext;
        while (1) {
          var nextTok = this.peekToken();
          if (nextTok.type === lexer6.TOKEN_BLOCK_END) {
            if (!names.children.length) {
              this.fail("parseFrom: Expected at least one import name", fromTok.lineno, fromTok.colno);
            }
            if (nextTok.value.charAt(0) === "-") {
              this.dropLeadingWhitespace = true;
            }
            this.nextToken();
            break;
          }
          if (names.children.length > 0 && !this.skip(lexer6.TOKEN_COMMA)) {
            this.fail("parseFrom: expected comma", fromTok.lineno, fromTok.colno);
          }
          var name = this.parsePrimary();
          if (name.value.charAt(0) === "_") {
            this.fail("parseFrom: names starting with an underscore cannot be imported", name.lineno, name.colno);
          }
          if (this.skipSymbol("as")) {
            var alias = this.parsePrimary();
            names.addChild(new nodes2.Pair(name.lineno, name.colno, name, alias));
          } else {
            names.addChild(name);
          }
          withContext = this.parseWithContext();
        }
        return new nodes2.FromImport(fromTok.lineno, fromTok.colno, template, names, withContext);
      };
      _proto.parseBlock = function parseBlock() {
        var tag2 = this.peekToken();
        if (!this.skipSymbol("block")) {
          this.fail("parseBlock: expected block", tag2.lineno, tag2.colno);
        }
        var node2 = new nodes2.Block(tag2.lineno, tag2.colno);
        node2.name = this.parsePrimary();
        if (!(node2.name instanceof nodes2.Symbol)) {
          this.fail("parseBlock: variable name expected", tag2.lineno, tag2.colno);
        }
        this.advanceAfterBlockEnd(tag2.value);
        node2.body = this.parseUntilBlocks("endblock");
        this.skipSymbol("endblock");
        this.skipSymbol(node2.name.value);
        var tok = this.peekToken();
        if (!tok) {
          this.fail("parseBlock: expected endblock, got end of file");
        }
        this.advanceAfterBlockEnd(tok.value);
        return node2;
      };
      _proto.parseExtends = function parseExtends() {
        var tagName = "extends";
        var tag2 = this.peekToken();
        if (!this.skipSymbol(tagName)) {
          this.fail("parseTemplateRef: expected " + tagName);
        }
        var node2 = new nodes2.Extends(tag2.lineno, tag2.colno);
        node2.template = this.parseExpression();
        this.advanceAfterBlockEnd(tag2.value);
        return node2;
      };
      _proto.parseInclude = function parseInclude() {
        var tagName = "include";
        var tag2 = this.peekToken();
        if (!this.skipSymbol(tagName)) {
          this.fail("parseInclude: expected " + tagName);
        }
        var node2 = new nodes2.Include(tag2.lineno, tag2.colno);
        node2.template = this.parseExpression();
        if (this.skipSymbol("ignore") && this.skipSymbol("missing")) {
          node2.ignoreMissing = true;
        }
        this.advanceAfterBlockEnd(tag2.value);
        return node2;
      };
      _proto.parseIf = function parseIf() {
        var tag2 = this.peekToken();
        var node2;
        if (this.skipSymbol("if") || this.skipSymbol("elif") || this.skipSymbol("elseif")) {
          node2 = new nodes2.If(tag2.lineno, tag2.colno);
        } else if (this.skipSymbol("ifAsync")) {
          node2 = new nodes2.IfAsync(tag2.lineno, tag2.colno);
        } else {
          this.fail("parseIf: expected if, elif, or elseif", tag2.lineno, tag2.colno);
        }
        node2.cond = this.parseExpression();
        this.advanceAfterBlockEnd(tag2.value);
        node2.body = this.parseUntilBlocks("elif", "elseif", "else", "endif");
        var tok = this.peekToken();
        switch (tok && tok.value) {
          case "elseif":
          case "elif":
            node2.else_ = this.parseIf();
            break;
          case "else":
            this.advanceAfterBlockEnd();
            node2.else_ = this.parseUntilBlocks("endif");
            this.advanceAfterBlockEnd();
            break;
          case "endif":
            node2.else_ = null;
            this.advanceAfterBlockEnd();
            break;
          default:
            this.fail("parseIf: expected elif, else, or endif, got end of file");
        }
        return node2;
      };
      _proto.parseSet = function parseSet() {
        var tag2 = this.peekToken();
        if (!this.skipSymbol("set")) {
          this.fail("parseSet: expected set", tag2.lineno, tag2.colno);
        }
        var node2 = new nodes2.Set(tag2.lineno, tag2.colno, []);
        var target;
        while (target = this.parsePrimary()) {
          node2.targets.push(target);
          if (!this.skip(lexer6.TOKEN_COMMA)) {
            break;
          }
        }
        if (!this.skipValue(lexer6.TOKEN_OPERATOR, "=")) {
          if (!this.skip(lexer6.TOKEN_BLOCK_END)) {
            this.fail("parseSet: expected = or block end in set tag", tag2.lineno, tag2.colno);
          } else {
            node2.body = new nodes2.Capture(tag2.lineno, tag2.colno, this.parseUntilBlocks("endset"));
            node2.value = null;
            this.advanceAfterBlockEnd();
          }
        } else {
          node2.value = this.parseExpression();
          this.advanceAfterBlockEnd(tag2.value);
        }
        return node2;
      };
      _proto.parseSwitch = function parseSwitch() {
        var switchStart = "switch";
        var switchEnd = "endswitch";
        var caseStart = "case";
        var caseDefault = "default";
        var tag2 = this.peekToken();
        if (!this.skipSymbol(switchStart) && !this.skipSymbol(caseStart) && !this.skipSymbol(caseDefault)) {
          this.fail('parseSwitch: expected "switch," "case" or "default"', tag2.lineno, tag2.colno);
        }
        var expr = this.parseExpression();
        this.advanceAfterBlockEnd(switchStart);
        this.parseUntilBlocks(caseStart, caseDefault, switchEnd);
        var tok = this.peekToken();
        var cases = [];
        var defaultCase;
        do {
          this.skipSymbol(caseStart);
          var cond = this.parseExpression();
          this.advanceAfterBlockEnd(switchStart);
          var body = this.parseUntilBlocks(caseStart, caseDefault, switchEnd);
          cases.push(new nodes2.Case(tok.line, tok.col, cond, body));
          tok = this.peekToken();
        } while (tok && tok.value === caseStart);
        switch (tok.value) {
          case caseDefault:
            this.advanceAfterBlockEnd();
            defaultCase = this.parseUntilBlocks(switchEnd);
            this.advanceAfterBlockEnd();
            break;
          case switchEnd:
            this.advanceAfterBlockEnd();
            break;
          default:
            this.fail('parseSwitch: expected "case," "default" or "endswitch," got EOF.');
        }
        return new nodes2.Switch(tag2.lineno, tag2.colno, expr, cases, defaultCase);
      };
      _proto.parseStatement = function parseStatement() {
        var tok = this.peekToken();
        var node2;
        if (tok.type !== lexer6.TOKEN_SYMBOL) {
          this.fail("tag name expected", tok.lineno, tok.colno);
        }
        if (this.breakOnBlocks && lib.indexOf(this.breakOnBlocks, tok.value) !== -1) {
          return null;
        }
        switch (tok.value) {
          case "raw":
            return this.parseRaw();
          case "verbatim":
            return this.parseRaw("verbatim");
          case "if":
          case "ifAsync":
            return this.parseIf();
          case "for":
          case "asyncEach":
          case "asyncAll":
            return this.parseFor();
          case "block":
            return this.parseBlock();
          case "extends":
            return this.parseExtends();
          case "include":
            return this.parseInclude();
          case "set":
            return this.parseSet();
          case "macro":
            return this.parseMacro();
          case "call":
            return this.parseCall();
          case "import":
            return this.parseImport();
          case "from":
            return this.parseFrom();
          case "filter":
            return this.parseFilterStatement();
          case "switch":
            return this.parseSwitch();
          default:
            if (this.extensions.length) {
              for (var i = 0; i < this.extensions.length; i++) {
                var ext = this.extensions[i];
                if (lib.indexOf(ext.tags || [], tok.value) !== -1) {
                  return ext.parse(this, nodes2, lexer6);
                }
              }
            }
            this.fail("unknown block tag: " + tok.value, tok.lineno, tok.colno);
        }
        return node2;
      };
      _proto.parseRaw = function parseRaw(tagName) {
        tagName = tagName || "raw";
        var endTagName = "end" + tagName;
        var rawBlockRegex = new RegExp("([\\s\\S]*?){%\\s*(" + tagName + "|" + endTagName + ")\\s*(?=%})%}");
        var rawLevel = 1;
        var str = "";
        var matches = null;
        var begun = this.advanceAfterBlockEnd();
        while ((matches = this.tokens._extractRegex(rawBlockRegex)) && rawLevel > 0) {
          var all = matches[0];
          var pre = matches[1];
          var blockName = matches[2];
          if (blockName === tagName) {
            rawLevel += 1;
          } else if (blockName === endTagName) {
            rawLevel -= 1;
          }
          if (rawLevel === 0) {
            str += pre;
            this.tokens.backN(all.length - pre.length);
          } else {
            str += all;
          }
        }
        return new nodes2.Output(begun.lineno, begun.colno, [new nodes2.TemplateData(begun.lineno, begun.colno, str)]);
      };
      _proto.parsePostfix = function parsePostfix(node2) {
        var lookup;
        var tok = this.peekToken();
        while (tok) {
          if (tok.type === lexer6.TOKEN_LEFT_PAREN) {
            node2 = new nodes2.FunCall(tok.lineno, tok.colno, node2, this.parseSignature());
          } else if (tok.type === lexer6.TOKEN_LEFT_BRACKET) {
            lookup = this.parseAggregate();
            if (lookup.children.length > 1) {
              this.fail("invalid index");
            }
            node2 = new nodes2.LookupVal(tok.lineno, tok.colno, node2, lookup.children[0]);
          } else if (tok.type === lexer6.TOKEN_OPERATOR && tok.value === ".") {
            this.nextToken();
            var val = this.nextToken();
            if (val.type !== lexer6.TOKEN_SYMBOL) {
              this.fail("expected name as lookup value, got " + val.value, val.lineno, val.colno);
            }
            lookup = new nodes2.Literal(val.lineno, val.colno, val.value);
            node2 = new nodes2.LookupVal(tok.lineno, tok.colno, node2, lookup);
          } else {
            break;
          }
          tok = this.peekToken();
        }
        return node2;
      };
      _proto.parseExpression = function parseExpression() {
        var node2 = this.parseInlineIf();
        return node2;
      };
      _proto.parseInlineIf = function parseInlineIf() {
        var node2 = this.parseOr();
        if (this.skipSymbol("if")) {
          var condNode = this.parseOr();
          var bodyNode = node2;
          node2 = new nodes2.InlineIf(node2.lineno, node2.colno);
          node2.body = bodyNode;
          node2.cond = condNode;
          if (this.skipSymbol("else")) {
            node2.else_ = this.parseOr();
          } else {
            node2.else_ = null;
          }
        }
        return node2;
      };
      _proto.parseOr = function parseOr() {
        var node2 = this.parseAnd();
        while (this.skipSymbol("or")) {
          var node22 = this.parseAnd();
          node2 = new nodes2.Or(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseAnd = function parseAnd() {
        var node2 = this.parseNot();
        while (this.skipSymbol("and")) {
          var node22 = this.parseNot();
          node2 = new nodes2.And(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseNot = function parseNot() {
        var tok = this.peekToken();
        if (this.skipSymbol("not")) {
          return new nodes2.Not(tok.lineno, tok.colno, this.parseNot());
        }
        return this.parseIn();
      };
      _proto.parseIn = function parseIn() {
        var node2 = this.parseIs();
        while (1) {
          var tok = this.nextToken();
          if (!tok) {
            break;
          }
          var invert = tok.type === lexer6.TOKEN_SYMBOL && tok.value === "not";
          if (!invert) {
            this.pushToken(tok);
          }
          if (this.skipSymbol("in")) {
            var node22 = this.parseIs();
            node2 = new nodes2.In(node2.lineno, node2.colno, node2, node22);
            if (invert) {
              node2 = new nodes2.Not(node2.lineno, node2.colno, node2);
            }
          } else {
            if (invert) {
              this.pushToken(tok);
            }
            break;
          }
        }
        return node2;
      };
      _proto.parseIs = function parseIs() {
        var node2 = this.parseCompare();
        if (this.skipSymbol("is")) {
          var not = this.skipSymbol("not");
          var node22 = this.parseCompare();
          node2 = new nodes2.Is(node2.lineno, node2.colno, node2, node22);
          if (not) {
            node2 = new nodes2.Not(node2.lineno, node2.colno, node2);
          }
        }
        return node2;
      };
      _proto.parseCompare = function parseCompare() {
        var compareOps = ["==", "===", "!=", "!==", "<", ">", "<=", ">="];
        var expr = this.parseConcat();
        var ops = [];
        while (1) {
          var tok = this.nextToken();
          if (!tok) {
            break;
          } else if (compareOps.indexOf(tok.value) !== -1) {
            ops.push(new nodes2.CompareOperand(tok.lineno, tok.colno, this.parseConcat(), tok.value));
          } else {
            this.pushToken(tok);
            break;
          }
        }
        if (ops.length) {
          return new nodes2.Compare(ops[0].lineno, ops[0].colno, expr, ops);
        } else {
          return expr;
        }
      };
      _proto.parseConcat = function parseConcat() {
        var node2 = this.parseAdd();
        while (this.skipValue(lexer6.TOKEN_TILDE, "~")) {
          var node22 = this.parseAdd();
          node2 = new nodes2.Concat(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseAdd = function parseAdd() {
        var node2 = this.parseSub();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "+")) {
          var node22 = this.parseSub();
          node2 = new nodes2.Add(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseSub = function parseSub() {
        var node2 = this.parseMul();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "-")) {
          var node22 = this.parseMul();
          node2 = new nodes2.Sub(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseMul = function parseMul() {
        var node2 = this.parseDiv();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "*")) {
          var node22 = this.parseDiv();
          node2 = new nodes2.Mul(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseDiv = function parseDiv() {
        var node2 = this.parseFloorDiv();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "/")) {
          var node22 = this.parseFloorDiv();
          node2 = new nodes2.Div(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseFloorDiv = function parseFloorDiv() {
        var node2 = this.parseMod();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "//")) {
          var node22 = this.parseMod();
          node2 = new nodes2.FloorDiv(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseMod = function parseMod() {
        var node2 = this.parsePow();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "%")) {
          var node22 = this.parsePow();
          node2 = new nodes2.Mod(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parsePow = function parsePow() {
        var node2 = this.parseUnary();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "**")) {
          var node22 = this.parseUnary();
          node2 = new nodes2.Pow(node2.lineno, node2.colno, node2, node22);
        }
        return node2;
      };
      _proto.parseUnary = function parseUnary(noFilters) {
        var tok = this.peekToken();
        var node2;
        if (this.skipValue(lexer6.TOKEN_OPERATOR, "-")) {
          node2 = new nodes2.Neg(tok.lineno, tok.colno, this.parseUnary(true));
        } else if (this.skipValue(lexer6.TOKEN_OPERATOR, "+")) {
          node2 = new nodes2.Pos(tok.lineno, tok.colno, this.parseUnary(true));
        } else {
          node2 = this.parsePrimary();
        }
        if (!noFilters) {
          node2 = this.parseFilter(node2);
        }
        return node2;
      };
      _proto.parsePrimary = function parsePrimary(noPostfix) {
        var tok = this.nextToken();
        var val;
        var node2 = null;
        if (!tok) {
          this.fail("expected expression, got end of file");
        } else if (tok.type === lexer6.TOKEN_STRING) {
          val = tok.value;
        } else if (tok.type === lexer6.TOKEN_INT) {
          val = parseInt(tok.value, 10);
        } else if (tok.type === lexer6.TOKEN_FLOAT) {
          val = parseFloat(tok.value);
        } else if (tok.type === lexer6.TOKEN_BOOLEAN) {
          if (tok.value === "true") {
            val = true;
          } else if (tok.value === "false") {
            val = false;
          } else {
            this.fail("invalid boolean: " + tok.value, tok.lineno, tok.colno);
          }
        } else if (tok.type === lexer6.TOKEN_NONE) {
          val = null;
        } else if (tok.type === lexer6.TOKEN_REGEX) {
          val = new RegExp(tok.value.body, tok.value.flags);
        }
        if (val !== void 0) {
          node2 = new nodes2.Literal(tok.lineno, tok.colno, val);
        } else if (tok.type === lexer6.TOKEN_SYMBOL) {
          node2 = new nodes2.Symbol(tok.lineno, tok.colno, tok.value);
        } else {
          this.pushToken(tok);
          node2 = this.parseAggregate();
        }
        if (!noPostfix) {
          node2 = this.parsePostfix(node2);
        }
        if (node2) {
          return node2;
        } else {
          throw this.error("unexpected token: " + tok.value, tok.lineno, tok.colno);
        }
      };
      _proto.parseFilterName = function parseFilterName() {
        var tok = this.expect(lexer6.TOKEN_SYMBOL);
        var name = tok.value;
        while (this.skipValue(lexer6.TOKEN_OPERATOR, ".")) {
          name += "." + this.expect(lexer6.TOKEN_SYMBOL).value;
        }
        return new nodes2.Symbol(tok.lineno, tok.colno, name);
      };
      _proto.parseFilterArgs = function parseFilterArgs(node2) {
        if (this.peekToken().type === lexer6.TOKEN_LEFT_PAREN) {
          var call2 = this.parsePostfix(node2);
          return call2.args.children;
        }
        return [];
      };
      _proto.parseFilter = function parseFilter(node2) {
        while (this.skip(lexer6.TOKEN_PIPE)) {
          var name = this.parseFilterName();
          node2 = new nodes2.Filter(name.lineno, name.colno, name, new nodes2.NodeList(name.lineno, name.colno, [node2].concat(this.parseFilterArgs(node2))));
        }
        return node2;
      };
      _proto.parseFilterStatement = function parseFilterStatement() {
        var filterTok = this.peekToken();
        if (!this.skipSymbol("filter")) {
          this.fail("parseFilterStatement: expected filter");
        }
        var name = this.parseFilterName();
        var args = this.parseFilterArgs(name);
        this.advanceAfterBlockEnd(filterTok.value);
        var body = new nodes2.Capture(name.lineno, name.colno, this.parseUntilBlocks("endfilter"));
        this.advanceAfterBlockEnd();
        var node2 = new nodes2.Filter(name.lineno, name.colno, name, new nodes2.NodeList(name.lineno, name.colno, [body].concat(args)));
        return new nodes2.Output(name.lineno, name.colno, [node2]);
      };
      _proto.parseAggregate = function parseAggregate() {
        var tok = this.nextToken();
        var node2;
        switch (tok.type) {
          case lexer6.TOKEN_LEFT_PAREN:
            node2 = new nodes2.Group(tok.lineno, tok.colno);
            break;
          case lexer6.TOKEN_LEFT_BRACKET:
            node2 = new nodes2.Array(tok.lineno, tok.colno);
            break;
          case lexer6.TOKEN_LEFT_CURLY:
            node2 = new nodes2.Dict(tok.lineno, tok.colno);
            break;
          default:
            return null;
        }
        while (1) {
          var type = this.peekToken().type;
          if (type === lexer6.TOKEN_RIGHT_PAREN || type === lexer6.TOKEN_RIGHT_BRACKET || type === lexer6.TOKEN_RIGHT_CURLY) {
            this.nextToken();
            break;
          }
          if (node2.children.length > 0) {
            if (!this.skip(lexer6.TOKEN_COMMA)) {
              this.fail("parseAggregate: expected comma after expression", tok.lineno, tok.colno);
            }
          }
          if (node2 instanceof nodes2.Dict) {
            var key = this.parsePrimary();
            if (!this.skip(lexer6.TOKEN_COLON)) {
              this.fail("parseAggregate: expected colon after dict key", tok.lineno, tok.colno);
            }
            var value = this.parseExpression();
            node2.addChild(new nodes2.Pair(key.lineno, key.colno, key, value));
          } else {
            var expr = this.parseExpression();
            node2.addChild(expr);
          }
        }
        return node2;
      };
      _proto.parseSignature = function parseSignature(tolerant, noParens) {
        var tok = this.peekToken();
        if (!noParens && tok.type !== lexer6.TOKEN_LEFT_PAREN) {
          if (tolerant) {
            return null;
          } else {
            this.fail("expected arguments", tok.lineno, tok.colno);
          }
        }
        if (tok.type === lexer6.TOKEN_LEFT_PAREN) {
          tok = this.nextToken();
        }
        var args = new nodes2.NodeList(tok.lineno, tok.colno);
        var kwargs = new nodes2.KeywordArgs(tok.lineno, tok.colno);
        var checkComma = false;
        while (1) {
          tok = this.peekToken();
          if (!noParens && tok.type === lexer6.TOKEN_RIGHT_PAREN) {
            this.nextToken();
            break;
          } else if (noParens && tok.type === lexer6.TOKEN_BLOCK_END) {
            break;
          }
          if (checkComma && !this.skip(lexer6.TOKEN_COMMA)) {
            this.fail("parseSignature: expected comma after expression", tok.lineno, tok.colno);
          } else {
            var arg = this.parseExpression();
            if (this.skipValue(lexer6.TOKEN_OPERATOR, "=")) {
              kwargs.addChild(new nodes2.Pair(arg.lineno, arg.colno, arg, this.parseExpression()));
            } else {
              args.addChild(arg);
            }
          }
          checkComma = true;
        }
        if (kwargs.children.length) {
          args.addChild(kwargs);
        }
        return args;
      };
      _proto.parseUntilBlocks = function parseUntilBlocks() {
        var prev = this.breakOnBlocks;
        for (var _len = arguments.length, blockNames = new Array(_len), _key = 0; _key < _len; _key++) {
          blockNames[_key] = arguments[_key];
        }
        this.breakOnBlocks = blockNames;
        var ret = this.parse();
        this.breakOnBlocks = prev;
        return ret;
      };
      _proto.parseNodes = function parseNodes() {
        var tok;
        var buf = [];
        while (tok = this.nextToken()) {
          if (tok.type === lexer6.TOKEN_DATA) {
            var data = tok.value;
            var nextToken = this.peekToken();
            var nextVal = nextToken && nextToken.value;
            if (this.dropLeadingWhitespace) {
              data = data.replace(/^\s*/, "");
              this.dropLeadingWhitespace = false;
            }
            if (nextToken && (nextToken.type === lexer6.TOKEN_BLOCK_START && nextVal.charAt(nextVal.length - 1) === "-" || nextToken.type === lexer6.TOKEN_VARIABLE_START && nextVal.charAt(this.tokens.tags.VARIABLE_START.length) === "-" || nextToken.type === lexer6.TOKEN_COMMENT && nextVal.charAt(this.tokens.tags.COMMENT_START.length) === "-")) {
              data = data.replace(/\s*$/, "");
            }
            buf.push(new nodes2.Output(tok.lineno, tok.colno, [new nodes2.TemplateData(tok.lineno, tok.colno, data)]));
          } else if (tok.type === lexer6.TOKEN_BLOCK_START) {
            this.dropLeadingWhitespace = false;
            var n = this.parseStatement();
            if (!n) {
              break;
            }
            buf.push(n);
          } else if (tok.type === lexer6.TOKEN_VARIABLE_START) {
            var e = this.parseExpression();
            this.dropLeadingWhitespace = false;
            this.advanceAfterVariableEnd();
            buf.push(new nodes2.Output(tok.lineno, tok.colno, [e]));
          } else if (tok.type === lexer6.TOKEN_COMMENT) {
            this.dropLeadingWhitespace = tok.value.charAt(tok.value.length - this.tokens.tags.COMMENT_END.length - 1) === "-";
          } else {
            this.fail("Unexpected token at top-level: " + tok.type, tok.lineno, tok.colno);
          }
        }
        return buf;
      };
      _proto.parse = function parse3() {
        return new nodes2.NodeList(0, 0, this.parseNodes());
      };
      _proto.parseAsRoot = function parseAsRoot() {
        return new nodes2.Root(0, 0, this.parseNodes());
      };
      return Parser2;
    })(Obj);
    module.exports = {
      parse: function parse3(src, extensions, opts) {
        var p = new Parser(lexer6.lex(src, opts));
        if (extensions !== void 0) {
          p.extensions = extensions;
        }
        return p.parseAsRoot();
      },
      Parser
    };
  }
});

// src/adapters/image-factory/has-manifest.ts
var import_node_net = __toESM(require_node_net(), 1);
var accept = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json"
].join(", ");
var pattern = /^(?<host>[^/\s]+)\/(?<name>[a-z0-9][a-z0-9._/-]*?)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,128}))?$/;
var maxTokenBytes = 64 * 1024;
var maxRedirects = 3;
async function hasManifest(factory, reference, options) {
  const { host, name, tag: tag2, digest } = pattern.exec(reference)?.groups ?? {};
  if (host === void 0 || name === void 0) throw failed(reference, "it is no full image reference");
  const question = { factory, reference, name, options };
  const scheme = host === factory.host ? factory.protocol : "https:";
  const url = allowed(`${scheme}//${host}/v2/${name}/manifests/${digest ?? tag2 ?? "latest"}`, question);
  const first2 = await head(url, question);
  const answer = first2.status === 401 ? await head(url, question, await getToken(first2, question)) : first2;
  if (answer.ok) return true;
  if (answer.status === 404 || answer.status === 400) return false;
  throw failed(reference, `its registry answers with ${answer.status}`);
}
async function head(url, question, token) {
  let target = url;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const withToken = token !== void 0 && target.host === url.host;
    const headers = { accept, ...withToken && { authorization: `Bearer ${token}` } };
    const answer = await send(target, { method: "HEAD", redirect: "manual", headers }, question);
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get("location") : null;
    if (location === null || !URL.canParse(location, target.href)) return answer;
    target = allowed(new URL(location, target).href, question);
  }
  throw failed(question.reference, "its registry redirects without end");
}
async function getToken(refusal, question) {
  const challenge = readChallenge(refusal.headers.get("www-authenticate") ?? "");
  if (challenge === void 0) throw failed(question.reference, "its registry wants a login");
  const realm = allowed(challenge.realm, question);
  if (challenge.service !== void 0) realm.searchParams.set("service", challenge.service);
  realm.searchParams.set("scope", `repository:${question.name}:pull`);
  const answer = await send(realm, { method: "GET", redirect: "error" }, question);
  const token = answer.ok ? readToken(await readText(answer, maxTokenBytes)) : void 0;
  if (token !== void 0) return token;
  throw failed(question.reference, "its registry gives no anonymous access");
}
async function send(url, init, { reference, options }) {
  try {
    return await fetchRetrying(url, init, options);
  } catch (error) {
    if (options.signal.aborted) throw error;
    throw failed(reference, describeFailure(error, options.timeoutMs), error);
  }
}
function allowed(address, { factory, reference }) {
  const url = URL.canParse(address) ? new URL(address) : void 0;
  if (url === void 0 || url.username !== "" || url.password !== "") {
    throw failed(reference, "its registry's address is not valid");
  }
  if (url.host === factory.host && url.protocol === factory.protocol) return url;
  const { protocol, hostname } = url;
  const isName = hostname.includes(".") && !hostname.startsWith("[") && (0, import_node_net.isIP)(hostname) === 0;
  if (protocol === "https:" && isName) return url;
  throw failed(reference, "its registry is neither the image factory of the settings nor a public https host");
}
function readChallenge(header) {
  if (!/^bearer\s/i.test(header)) return void 0;
  const parameter = (name) => new RegExp(`[\\s,]${name}="([^"]*)"`, "i").exec(header)?.[1];
  const realm = parameter("realm");
  const service = parameter("service");
  return realm === void 0 ? void 0 : { realm, ...service !== void 0 && { service } };
}
function readToken(text3) {
  try {
    const body = JSON.parse(text3 ?? "");
    if (typeof body !== "object" || body === null) return void 0;
    const token = "token" in body ? body.token : "access_token" in body ? body.access_token : void 0;
    return typeof token === "string" ? token : void 0;
  } catch {
    return void 0;
  }
}
function failed(reference, reason, cause) {
  return new UserError(`Cannot check that the image ${reference} exists: ${reason}`, {
    code: "factory_failed",
    hint: "Check the image reference, and that its registry can be reached from here.",
    cause
  });
}

// src/adapters/image-factory/create-image-factory.ts
var maxBytes = 64 * 1024;
function createImageFactory(options) {
  const base = new URL(options.url);
  const request = { timeoutMs: 12e4, ...dropUndefined(options.timeoutMs, options.retryDelayMs, options.fetch) };
  return {
    submit: (schematic, { signal }) => submit(base, schematic, { ...request, signal }),
    hasImage: (reference, { signal }) => hasManifest(base, reference, { ...request, signal })
  };
}
function dropUndefined(timeoutMs, delayMs, fetch) {
  return {
    ...timeoutMs !== void 0 && { timeoutMs },
    ...delayMs !== void 0 && { delayMs },
    ...fetch !== void 0 && { fetch }
  };
}
async function submit(base, schematic, request) {
  const { status, text: text3 } = await post(base, schematic, request).catch((error) => {
    if (request.signal.aborted) throw error;
    throw failed2(base, describeFailure(error, request.timeoutMs), error);
  });
  if (status === 400) {
    throw new UserError(`Cannot submit the schematic: the image factory ${base.host} refuses it`, {
      code: "factory_failed",
      hint: "Check the names of its fields and extensions."
    });
  }
  if (status !== 200 && status !== 201) throw failed2(base, `it answers with ${status}`);
  const id = readId(text3);
  if (id === void 0) throw failed2(base, "its answer holds no schematic id");
  return id;
}
async function post(base, schematic, request) {
  const url = `${base.href.replace(/\/+$/, "")}/schematics`;
  const headers = { "content-type": "application/yaml" };
  const answer = await fetchRetrying(url, { method: "POST", body: schematic, headers, redirect: "error" }, request);
  return { status: answer.status, text: await readText(answer, maxBytes) };
}
function readId(text3) {
  try {
    const body = JSON.parse(text3 ?? "");
    const id = typeof body === "object" && body !== null && "id" in body ? body.id : void 0;
    return typeof id === "string" && /^[0-9a-f]{64}$/.test(id) ? id : void 0;
  } catch {
    return void 0;
  }
}
function failed2(base, reason, cause) {
  return new UserError(`Cannot submit the schematic to the image factory ${base.host}: ${reason}`, {
    code: "factory_failed",
    hint: "Check that the factory setting is right and that it can be reached from here.",
    cause
  });
}

// node_modules/p-map/index.js
function pMap(iterable, mapper, options) {
  return mapConcurrently(iterable, mapper, options, false);
}
async function mapConcurrently(iterable, mapper, {
  concurrency: concurrency2 = Number.POSITIVE_INFINITY,
  stopOnError = true,
  signal
} = {}, isSettled) {
  return new Promise((resolve_, reject_) => {
    validateOptions(iterable, mapper, concurrency2);
    const result = [];
    const errors = [];
    let skippedCount = 0;
    let isResolved = false;
    let isIterableDone = false;
    const pendingIndexes = /* @__PURE__ */ new Set();
    let doneIndex = Number.POSITIVE_INFINITY;
    let currentIndex = 0;
    const iterator = getIterator(iterable);
    const signalListener = () => {
      reject(signal.reason);
    };
    const cleanup = () => {
      signal?.removeEventListener("abort", signalListener);
    };
    const resolve = (value) => {
      resolve_(value);
      cleanup();
    };
    const reject = (reason) => {
      if (isResolved) {
        return;
      }
      isResolved = true;
      reject_(reason);
      cleanup();
      if (!isIterableDone) {
        closeIterator(iterator);
      }
    };
    if (signal) {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener("abort", signalListener, { once: true });
    }
    const pull = createPuller(iterator);
    const settleIfFinished = () => {
      if (isResolved || doneIndex === Number.POSITIVE_INFINITY) {
        return;
      }
      for (const index of pendingIndexes) {
        if (index < doneIndex) {
          return;
        }
      }
      if (!stopOnError) {
        const collectedErrors = [];
        for (let index = 0; index < Math.min(doneIndex, errors.length); index++) {
          if (index in errors) {
            collectedErrors.push(errors[index]);
          }
        }
        if (collectedErrors.length > 0) {
          reject(new AggregateError(collectedErrors));
          return;
        }
      }
      isResolved = true;
      if (!isIterableDone) {
        closeIterator(iterator);
      }
      const lastIndex = Math.min(doneIndex, result.length);
      if (lastIndex === result.length && skippedCount === 0) {
        resolve(result);
        return;
      }
      resolve(result.slice(0, lastIndex).filter((value) => value !== pMapSkip));
    };
    const next = async () => {
      if (isResolved || currentIndex >= doneIndex) {
        return;
      }
      const index = currentIndex++;
      pendingIndexes.add(index);
      let nextItem;
      try {
        nextItem = await pull();
      } catch (error) {
        pendingIndexes.delete(index);
        if (index < doneIndex) {
          throw error;
        }
        settleIfFinished();
        return;
      }
      if (nextItem.done) {
        pendingIndexes.delete(index);
        doneIndex = Math.min(doneIndex, index);
        isIterableDone = true;
        settleIfFinished();
        return;
      }
      const runner = (async () => {
        try {
          const element = await nextItem.value;
          if (isResolved || index >= doneIndex) {
            return;
          }
          const value = await mapper(element, index);
          if (index >= doneIndex) {
            return;
          }
          if (value === pMapStop) {
            doneIndex = index;
            return;
          }
          if (value === pMapSkip) {
            skippedCount++;
          }
          result[index] = isSettled && value !== pMapSkip ? { status: "fulfilled", value } : value;
        } catch (error) {
          if (index >= doneIndex) {
            return;
          }
          if (isSettled) {
            result[index] = { status: "rejected", reason: error };
          } else if (stopOnError) {
            reject(error);
            return;
          } else {
            errors[index] = error;
          }
        } finally {
          pendingIndexes.delete(index);
          settleIfFinished();
        }
        try {
          await next();
        } catch (error) {
          reject(error);
        }
      })();
      runner.then(() => new Promise(() => {
      })).then(resolve_);
    };
    (async () => {
      for (let index = 0; index < concurrency2; index++) {
        try {
          await next();
        } catch (error) {
          reject(error);
          break;
        }
        if (isResolved || currentIndex >= doneIndex) {
          break;
        }
      }
    })();
  });
}
var pMapSkip = /* @__PURE__ */ Symbol("skip");
var pMapStop = /* @__PURE__ */ Symbol("stop");
function validateOptions(iterable, mapper, concurrency2) {
  if (iterable?.[Symbol.iterator] === void 0 && iterable?.[Symbol.asyncIterator] === void 0) {
    throw new TypeError(`Expected \`input\` to be either an \`Iterable\` or \`AsyncIterable\`, got (${typeof iterable})`);
  }
  if (typeof mapper !== "function") {
    throw new TypeError("Mapper function is required");
  }
  if (!isLimit(concurrency2, 1)) {
    throw new TypeError(`Expected \`concurrency\` to be an integer from 1 and up or \`Infinity\`, got \`${concurrency2}\` (${typeof concurrency2})`);
  }
}
function isLimit(value, minimum) {
  return Number.isSafeInteger(value) && value >= minimum || value === Number.POSITIVE_INFINITY;
}
function getIterator(iterable) {
  return iterable[Symbol.asyncIterator] === void 0 ? iterable[Symbol.iterator]() : iterable[Symbol.asyncIterator]();
}
async function closeIterator(iterator) {
  try {
    await iterator.return?.();
  } catch {
  }
}
function createPuller(iterator) {
  let isSourceDone = false;
  const markDone = (item) => {
    if (item?.done) {
      isSourceDone = true;
    }
  };
  return () => {
    if (isSourceDone) {
      return { done: true };
    }
    const result = iterator.next();
    markDone(result);
    if (typeof result?.then !== "function") {
      return result;
    }
    const promise = Promise.resolve(result);
    promise.then(markDone, () => {
    });
    return promise;
  };
}

// src/cluster/layer-path.ts
function layerPath(path2, node2, roleNames) {
  return path2.replaceAll("{node}", () => node2.name).replaceAll("{role}", () => roleNames[node2.role]);
}

// src/config/identity/ip-prefix.ts
function isIpAddress(text3) {
  return parseAddress(text3) !== void 0;
}
function isInPrefix(address, prefix) {
  const [network = "", length2 = ""] = prefix.split("/");
  const [one, other] = [parseAddress(address), parseAddress(network)];
  if (one === void 0 || other === void 0 || one.bits !== other.bits || !/^\d{1,3}$/.test(length2)) return false;
  const ignored = BigInt(one.bits - Number(length2));
  return ignored >= 0n && one.value >> ignored === other.value >> ignored;
}
function parseAddress(text3) {
  return text3.includes(":") ? parseIpv6(text3) : parseIpv4(text3);
}
function parseIpv4(text3) {
  const parts = text3.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return void 0;
  return { value: parts.reduce((value, part) => value << 8n | BigInt(part), 0n), bits: 32 };
}
function parseIpv6(text3) {
  const halves = text3.split("::");
  if (halves.length > 2) return void 0;
  const [head2 = [], tail = []] = halves.map((half) => half === "" ? [] : half.split(":"));
  const missing2 = 8 - head2.length - tail.length;
  if (halves.length === 1 ? missing2 !== 0 : missing2 < 1) return void 0;
  const groups = [...head2, ...Array.from({ length: missing2 }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return void 0;
  return { value: groups.reduce((value, group) => value << 16n | BigInt(`0x${group}`), 0n), bits: 128 };
}

// src/config/identity/read-links.ts
function readLinks(documents) {
  const links = documents.flatMap((document) => [
    ...items(child(document, "machine", "network", "interfaces")).flatMap(readInterface),
    ...readTypedDocument(document)
  ]);
  return [...Map.groupBy(links, (link) => link.name)].map(([name, parts]) => join(name, parts));
}
function join(name, parts) {
  return {
    name,
    addresses: parts.flatMap((part) => part.addresses),
    hasDefaultRoute: parts.some((part) => part.hasDefaultRoute),
    hasVip: parts.some((part) => part.hasVip),
    usesDhcp: parts.some((part) => part.usesDhcp)
  };
}
function readInterface(entry) {
  const name = text(child(entry, "interface")) ?? selectorName(child(entry, "deviceSelector"));
  if (name === void 0) return [];
  const vlans = items(child(entry, "vlans")).map(
    (vlan) => readInterfaceLink(`${name}.${text(child(vlan, "vlanId")) ?? ""}`, vlan)
  );
  return [readInterfaceLink(name, entry), ...vlans];
}
function readInterfaceLink(name, entry) {
  const legacyAddress = text(child(entry, "cidr"));
  return {
    name,
    addresses: [...texts(child(entry, "addresses")), ...legacyAddress === void 0 ? [] : [legacyAddress]],
    hasDefaultRoute: items(child(entry, "routes")).some((route) => isDefaultRoute(route, "network")),
    hasVip: text(child(entry, "vip", "ip")) !== void 0,
    usesDhcp: text(child(entry, "dhcp")) === "true"
  };
}
var linkKinds = /* @__PURE__ */ new Set(["LinkConfig", "BondConfig", "VLANConfig", "BridgeConfig"]);
function readTypedDocument(document) {
  const kind = text(child(document, "kind")) ?? "";
  const name = text(child(document, "name")) ?? "";
  const empty = { addresses: [], hasDefaultRoute: false, hasVip: false, usesDhcp: false };
  if (kind === "DHCPv4Config" || kind === "DHCPv6Config") return [{ ...empty, name, usesDhcp: true }];
  if (kind === "Layer2VIPConfig") return [{ ...empty, name: text(child(document, "link")) ?? "", hasVip: true }];
  if (!linkKinds.has(kind)) return [];
  const addresses = items(child(document, "addresses")).flatMap((entry) => text(child(entry, "address")) ?? []);
  const hasDefaultRoute = items(child(document, "routes")).some((route) => isDefaultRoute(route, "destination"));
  return [{ ...empty, name, addresses, hasDefaultRoute }];
}
function isDefaultRoute(route, target) {
  const destination = text(child(route, target)) ?? "";
  const table = text(child(route, "table")) ?? "main";
  const isDefault = ["", "0.0.0.0/0", "::/0"].includes(destination);
  return isDefault && ["main", "254"].includes(table) && text(child(route, "gateway")) !== void 0;
}
function selectorName(selector) {
  if (selector?.kind !== "map") return void 0;
  const parts = [...selector.entries].map(([key, value]) => `${formatPath([key])}=${text(value) ?? ""}`);
  return parts.sort().join(",");
}
function child(node2, ...path2) {
  return path2.reduce(
    (found, key) => found?.kind === "map" ? found.entries.get(key) : void 0,
    node2
  );
}
function text(node2) {
  if (node2?.kind !== "scalar" || node2.value === null && !node2.quoted || node2.text === "") return void 0;
  return node2.text;
}
function items(node2) {
  return node2?.kind === "list" ? node2.items : [];
}
function texts(node2) {
  return items(node2).flatMap((item) => text(item) ?? []);
}

// src/config/identity/find-address.ts
function findAddress(own2, shared) {
  const subnets = [...own2, ...shared].flatMap(
    (document) => texts(child(document, "machine", "kubelet", "nodeIP", "validSubnets"))
  );
  const ownAddresses = new Set(readLinks(own2).flatMap((link) => link.addresses));
  const links = readLinks([...shared, ...own2]);
  const usable = (link) => link.addresses.filter((address) => ownAddresses.has(address) && isWanted(withoutLength(address), subnets));
  for (const claim of claims) {
    const claiming = links.filter(claim);
    const [address] = claiming.flatMap(usable);
    if (address !== void 0) return { kind: "found", address: withoutLength(address) };
  }
  const rest = links.flatMap(usable).map(withoutLength);
  if (rest.length > 1) return { kind: "ambiguous", addresses: rest };
  const isReachedOtherwise = subnets.length === 0 && links.some((link) => claims.some((claim) => claim(link)));
  const [only] = rest;
  return only === void 0 || isReachedOtherwise ? { kind: "none" } : { kind: "found", address: only };
}
var claims = [
  (link) => link.hasDefaultRoute,
  (link) => link.hasVip,
  (link) => link.usesDhcp
];
function isWanted(address, subnets) {
  const excluded = subnets.filter((subnet) => subnet.startsWith("!")).map((subnet) => subnet.slice(1));
  const included = subnets.filter((subnet) => !subnet.startsWith("!"));
  if (excluded.some((subnet) => isInPrefix(address, subnet))) return false;
  return included.length === 0 || included.some((subnet) => isInPrefix(address, subnet));
}
function withoutLength(address) {
  return address.split("/", 1)[0] ?? address;
}

// src/config/templates/template-fault.ts
var TemplateFault = class extends Error {
  code;
  hint;
  location;
  /** The include, import or extends statements that led here, innermost first. */
  includedFrom = [];
  constructor(message, options = {}) {
    super(message);
    this.code = options.code ?? "template_invalid";
    this.hint = options.hint;
  }
  /** Says where the fault happened, unless that is known already. */
  at(file, position2) {
    this.location ??= locate(file, position2);
    return this;
  }
};
function locate(file, position2) {
  return { file, line: position2.lineno + 1, column: position2.colno + 1 };
}
function unsupported(what, hint) {
  return new TemplateFault(`${what} is not supported`, { code: "template_unsupported", ...hint ? { hint } : {} });
}
function tooMuch(what) {
  return new TemplateFault(what, {
    code: "template_limit",
    hint: "Machine configurations stay far below this limit: look for an endless loop or a repetition that grows"
  });
}
function toUserError(fault, path2) {
  const chain2 = fault.includedFrom.map((location2) => `, included from ${formatLocation(location2)}`).join("");
  const location = fault.location ?? { file: path2 };
  return new UserError(
    `Cannot render ${path2}: ${fault.message}${chain2 === "" ? "" : ` (${formatLocation(location)}${chain2})`}`,
    {
      code: fault.code,
      location,
      ...fault.hint === void 0 ? {} : { hint: fault.hint }
    }
  );
}

// src/config/templates/values/decimal.ts
function shortestDigits(value) {
  const negative = value < 0 || Object.is(value, -0);
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential().split("e");
  return { negative, digits: mantissa.replace(".", ""), exponent: Number(exponent) + 1 };
}
function formatDecimal(digits, exponent) {
  if (exponent <= 0) return digits === "0" ? "0" : `0.${"0".repeat(-exponent)}${digits}`;
  if (digits.length <= exponent) return digits + "0".repeat(exponent - digits.length);
  return `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}
function toFixed(value, places) {
  const { numerator, denominator } = toFraction(value);
  const scaled = divideHalfEven(numerator * 10n ** BigInt(places), denominator);
  const digits = String(scaled).padStart(places + 1, "0");
  if (places === 0) return digits;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
function toExponential(value, places) {
  const fraction = toFraction(value);
  if (fraction.numerator === 0n) return { mantissa: places === 0 ? "0" : `0.${"0".repeat(places)}`, exponent: 0 };
  let exponent = estimateExponent(fraction);
  let digits = String(scaledDigits(fraction, places - exponent));
  if (digits.length > places + 1) {
    exponent += 1;
    digits = String(scaledDigits(fraction, places - exponent));
  }
  return { mantissa: places === 0 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`, exponent };
}
function scaledDigits({ numerator, denominator }, power2) {
  const factor = 10n ** BigInt(Math.abs(power2));
  return power2 >= 0 ? divideHalfEven(numerator * factor, denominator) : divideHalfEven(numerator, denominator * factor);
}
function estimateExponent({ numerator, denominator }) {
  const quotient = numerator / denominator;
  if (quotient > 0n) return String(quotient).length - 1;
  let exponent = 0;
  for (let scaled = numerator; scaled < denominator; scaled *= 10n) exponent--;
  return exponent;
}
function toFraction(value) {
  if (typeof value === "bigint") return { numerator: value < 0n ? -value : value, denominator: 1n };
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const mantissa = raw & (1n << 52n) - 1n | (biased === 0 ? 0n : 1n << 52n);
  const power2 = (biased === 0 ? 1 : biased) - 1075;
  if (power2 >= 0) return { numerator: mantissa << BigInt(power2), denominator: 1n };
  return { numerator: mantissa, denominator: 1n << BigInt(-power2) };
}
function divideHalfEven(numerator, denominator) {
  const quotient = numerator / denominator;
  const twice = numerator % denominator * 2n;
  if (twice < denominator || twice === denominator && quotient % 2n === 0n) return quotient;
  return quotient + 1n;
}
function exactPower(base, exponent) {
  if (exponent === 0) return 1;
  if (!Number.isFinite(base) || base === 0) return base ** exponent;
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1100) return void 0;
  const { numerator, denominator } = toFraction(base);
  const power2 = BigInt(Math.abs(exponent));
  const [top, bottom] = exponent > 0 ? [numerator, denominator] : [denominator, numerator];
  if (bitLength(top) * power2 > 4096n || bitLength(bottom) * power2 > 4096n) return void 0;
  const result = (base < 0 ? -1 : 1) ** Math.abs(exponent) * quotientOf(top ** power2, bottom ** power2);
  const back = toFraction(result);
  const exact = Number.isFinite(result) && back.numerator * bottom ** power2 === top ** power2 * back.denominator;
  return exact ? result : void 0;
}
function bitLength(value) {
  return BigInt(value.toString(2).length);
}
function quotientOf(top, bottom) {
  return Number(top) / Number(bottom);
}

// src/config/templates/values/value.ts
var SilentUndefined = class {
  silent = true;
};
var silentUndefined = new SilentUndefined();
var SafeText = class {
  text;
  constructor(text3) {
    this.text = text3;
  }
};
var TemplateObject = class {
  has(_key) {
    return false;
  }
  /** The entry under a key; undefined when there is none. */
  get(_key) {
    return void 0;
  }
  /** Keys of a map, items of anything else; undefined when it cannot be iterated. */
  items() {
    return void 0;
  }
  /** How many items there are, where that is known beforehand. */
  get size() {
    return this.items()?.length;
  }
  /** How it prints, where not as a list or map. */
  display() {
    return void 0;
  }
};
var Iterable = class extends TemplateObject {
  kind = "iterable";
  #make;
  #sized;
  #made;
  constructor(make, options = { sized: true }) {
    super();
    this.#make = make;
    this.#sized = options.sized;
  }
  items() {
    this.#made ??= this.#make();
    return this.#made;
  }
  get size() {
    return this.#sized ? this.items().length : void 0;
  }
};
function kindOf(value) {
  if (value === void 0 || value instanceof SilentUndefined) return "undefined";
  if (value === null) return "none";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint" || typeof value === "number") return "number";
  if (typeof value === "string" || value instanceof SafeText) return "string";
  if (!(value instanceof TemplateObject)) return "sequence";
  if (value.kind === "iterable") return "iterator";
  return value.kind === "plain" ? "plain object" : value.kind;
}
function isUndefined(value) {
  return value === void 0 || value instanceof SilentUndefined;
}
function isAbsent(value) {
  return value === null || isUndefined(value);
}
function isNumber(value) {
  return typeof value === "bigint" || typeof value === "number";
}
function textOf(value) {
  if (typeof value === "string") return value;
  return value instanceof SafeText ? value.text : void 0;
}
function sameSafety(value, text3) {
  return value instanceof SafeText ? new SafeText(text3) : text3;
}
function isObject(value) {
  return value instanceof TemplateObject || Array.isArray(value);
}
function isMap2(value) {
  return value instanceof TemplateObject && value.kind === "map";
}
function isListLike(value) {
  return isObject(value) && (Array.isArray(value) || kindOf(value) === "sequence" || kindOf(value) === "iterator");
}
function isTrue(value) {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value !== "";
  if (value instanceof SafeText) return value.text !== "";
  if (typeof value === "bigint") return value !== 0n;
  if (typeof value === "number") return value !== 0;
  if (isAbsent(value)) return false;
  return sizeOf(value) !== 0;
}
function sizeOf(value) {
  const text3 = textOf(value);
  if (text3 !== void 0) return countCharacters(text3);
  if (value instanceof TemplateObject) return value.size;
  return Array.isArray(value) ? value.length : void 0;
}
function countCharacters(text3) {
  let count2 = text3.length;
  for (let at = 0; at < text3.length - 1; at++) {
    const unit = text3.charCodeAt(at);
    if (unit >= 55296 && unit <= 56319) count2--;
  }
  return count2;
}

// src/config/templates/values/iterate.ts
function itemsOf(value) {
  const items3 = tryItemsOf(value);
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be iterated`);
  return items3;
}
function tryItemsOf(value) {
  if (isObject(value)) return objectItems(value);
  if (isAbsent(value)) return [];
  const text3 = textOf(value);
  return text3 === void 0 ? void 0 : [...text3];
}
function objectItems(value) {
  return value instanceof TemplateObject ? value.items() : value;
}
function lengthHint(value) {
  if (isAbsent(value) || textOf(value) === "") return 0;
  if (value instanceof TemplateObject) return value.size;
  return Array.isArray(value) ? value.length : void 0;
}

// src/config/templates/values/value-map.ts
var ValueMap = class extends TemplateObject {
  kind = "map";
  #entries = /* @__PURE__ */ new Map();
  constructor(entries = []) {
    super();
    for (const [key, value] of entries) this.set(key, value);
  }
  /** Only for whoever builds the map: templates cannot change one. An existing key keeps its place. */
  set(key, value) {
    if (isObject(key) || Number.isNaN(key)) throw unsupported(`a ${kindOf(key)} as the key of a map`);
    const id = identityOf(key);
    this.#entries.set(id, { key: this.#entries.get(id)?.key ?? key, value });
  }
  has(key) {
    return this.#entries.has(identityOf(key));
  }
  get(key) {
    return this.#entries.get(identityOf(key))?.value;
  }
  items() {
    return [...this.#entries.values()].map(({ key }) => key);
  }
  get size() {
    return this.#entries.size;
  }
};
var Keywords = class extends ValueMap {
  /** The names that stand in the template; others come from a map, and an error must not repeat them. */
  written = /* @__PURE__ */ new Set();
};
function identityOf(key) {
  if (key instanceof SafeText) return key.text;
  if (typeof key === "number" && Number.isInteger(key)) return BigInt(key);
  return kindOf(key) === "undefined" ? void 0 : key;
}
function entriesOf(map) {
  return (map.items() ?? []).map((key) => [key, map.get(key)]);
}

// src/config/templates/values/display.ts
function display(value, meter) {
  if (typeof value === "string") return value;
  if (value instanceof SafeText) return value.text;
  if (isUndefined(value)) return "";
  if (typeof value === "number") return displayFloat(value);
  return inspect(value, meter);
}
function inspect(value, meter, indentation) {
  const text3 = inspectScalar(value) ?? inspectObject(value, meter, indentation);
  meter.step();
  meter.allocate(text3.length);
  return text3;
}
function inspectScalar(value) {
  if (isUndefined(value)) return "undefined";
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return inspectFloat(value);
  if (typeof value === "string") return quote(value);
  return value instanceof SafeText ? quote(value.text) : void 0;
}
function inspectObject(value, meter, indentation) {
  if (!(value instanceof TemplateObject) && !Array.isArray(value)) return "";
  if (value instanceof TemplateObject) {
    const own2 = value.display();
    if (own2 !== void 0) return display(own2, meter);
    if (value.kind === "plain") throw unsupported("printing a function");
  }
  const inner = indentation === void 0 ? void 0 : `${indentation}    `;
  if (isMap2(value)) {
    const entries = entriesOf(value).map(
      ([key, item]) => `${inspect(key, meter, inner)}: ${inspect(item, meter, inner)}`
    );
    return bracket("{", entries, "}", indentation);
  }
  if (kindOf(value) === "iterator" && value instanceof TemplateObject && value.size === void 0) return "<iterator>";
  const items3 = (objectItems(value) ?? []).map((item) => inspect(item, meter, inner));
  return bracket("[", items3, "]", indentation);
}
function bracket(open, items3, close, indentation) {
  if (indentation === void 0 || items3.length === 0) return open + items3.join(", ") + close;
  const lines2 = items3.map((item) => `${indentation}    ${item},
`);
  return `${open}
${lines2.join("")}${indentation}${close}`;
}
function displayFloat(value) {
  const text3 = floatWithoutPoint(value);
  return /[.fN]/.test(text3) ? text3 : `${text3}.0`;
}
function floatWithoutPoint(value) {
  if (!Number.isFinite(value)) return notFinite(value);
  const { negative, digits, exponent } = shortestDigits(value);
  return (negative ? "-" : "") + formatDecimal(digits, exponent);
}
function inspectFloat(value) {
  if (!Number.isFinite(value)) return notFinite(value);
  const magnitude = Math.abs(value);
  if (magnitude === 0 || magnitude >= 1e-4 && magnitude < 1e16) return displayFloat(value);
  return scientific(value);
}
function scientific(value) {
  const { negative, digits, exponent } = shortestDigits(value);
  const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
  return `${negative ? "-" : ""}${mantissa}e${exponent - 1}`;
}
function notFinite(value) {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "inf" : "-inf";
}
var needsEscape = /["\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}\p{Grapheme_Extend}]/gu;
var shortEscapes = /* @__PURE__ */ new Map([
  ["\0", "\\0"],
  ["	", "\\t"],
  ["\r", "\\r"],
  ["\n", "\\n"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  [" ", " "]
]);
function quote(text3) {
  const escaped2 = text3.replace(
    needsEscape,
    (character) => shortEscapes.get(character) ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
  );
  return `"${escaped2}"`;
}

// src/config/templates/values/numbers.ts
var maxI64 = 2n ** 63n;
var maxI128 = 2n ** 127n;
function integerOf(value) {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value !== "number" || !Number.isInteger(value)) return void 0;
  const integer = BigInt(value);
  return integer >= -maxI64 && integer < maxI64 ? integer : void 0;
}
function indexOf(value) {
  const integer = integerOf(value);
  if (integer === void 0 || integer < -maxI64 || integer >= maxI64) return void 0;
  return clampIndex(integer);
}
function clampIndex(integer) {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  if (integer > limit) return Number.MAX_SAFE_INTEGER;
  return integer < -limit ? -Number.MAX_SAFE_INTEGER : Number(integer);
}
function countOf(value) {
  const count2 = indexOf(value);
  return count2 === void 0 || count2 < 0 ? void 0 : count2;
}
function floatOf(value) {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "boolean" ? Number(value) : void 0;
}
function exactFloatOf(value) {
  const float2 = floatOf(value);
  if (float2 === void 0 || typeof value !== "bigint") return float2;
  return BigInt(float2) === value ? float2 : void 0;
}
function checkedInteger(integer) {
  return integer >= -maxI128 && integer < maxI128 ? integer : void 0;
}
function truncateToInteger(float2) {
  if (Number.isNaN(float2)) return 0n;
  if (float2 >= 2 ** 127) return maxI128 - 1n;
  return float2 <= -(2 ** 127) ? -maxI128 : BigInt(Math.trunc(float2));
}
var integerText = /^[-+]?\d+$/;
var floatText = /^[-+]?(?:inf(?:inity)?|nan|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i;
function parseInteger(text3) {
  return integerText.test(text3) ? checkedInteger(BigInt(text3.replace(/^\+/, ""))) : void 0;
}
function parseFloatText(text3) {
  if (!floatText.test(text3)) return void 0;
  const unsigned = text3.replace(/^[-+]/, "").toLowerCase();
  const sign = text3.startsWith("-") ? -1 : 1;
  if (unsigned.startsWith("inf")) return sign * Number.POSITIVE_INFINITY;
  return unsigned === "nan" ? Number.NaN : sign * Number(unsigned);
}
function toInteger(value) {
  const text3 = textOf(value);
  if (text3 === void 0) {
    if (typeof value === "number") return truncateToInteger(value);
    const integer2 = kindOf(value) === "none" || kindOf(value) === "undefined" ? 0n : integerOf(value);
    if (integer2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be converted to an integer`);
    return integer2;
  }
  const integer = parseInteger(text3);
  if (integer !== void 0) return integer;
  const float2 = parseFloatText(text3);
  if (float2 === void 0) throw new TemplateFault("the text is not a number");
  return truncateToInteger(float2);
}
function toFloat(value) {
  const text3 = textOf(value);
  if (text3 === void 0) {
    const float3 = kindOf(value) === "none" || kindOf(value) === "undefined" ? 0 : floatOf(value);
    if (float3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be converted to a float`);
    return float3;
  }
  const float2 = parseFloatText(text3);
  if (float2 === void 0) throw new TemplateFault("the text is not a number");
  return float2;
}

// src/config/templates/values/compare.ts
var order = [
  "undefined",
  "none",
  "bool",
  "number",
  "string",
  "sequence",
  "map",
  "iterator",
  "plain object"
];
function equals(left, right, meter) {
  meter.step();
  const leftText = textOf(left);
  if (leftText !== void 0) {
    meter.walk(leftText.length);
    return leftText === textOf(right);
  }
  if (isObject(left) && isObject(right)) return left === right || equalObjects(left, right, meter);
  if (typeof left === "number" || typeof right === "number") {
    const [a2, b2] = [exactFloatOf(left), exactFloatOf(right)];
    return a2 !== void 0 && a2 === b2;
  }
  const [a, b] = [integerOf(left), integerOf(right)];
  if (a !== void 0 || b !== void 0) return a === b;
  const kind = kindOf(left);
  return (kind === "none" || kind === "undefined") && kind === kindOf(right);
}
function equalObjects(left, right, meter) {
  if (isMap2(left) || isMap2(right)) return isMap2(left) && isMap2(right) && equalMaps(left, right, meter);
  if (kindOf(left) === "plain object" || kindOf(right) === "plain object") return false;
  const [a, b] = [objectItems(left) ?? [], objectItems(right) ?? []];
  return a.length === b.length && a.every((item, index) => equals(item, b[index], meter));
}
function equalMaps(left, right, meter) {
  if (left.size !== right.size) return false;
  return entriesOf(left).every(([key, value]) => right.has(key) && equals(right.get(key), value, meter));
}
function compare(left, right, meter) {
  meter.step();
  const [leftKind, rightKind] = [kindOf(left), kindOf(right)];
  if (leftKind !== rightKind) return order.indexOf(leftKind) - order.indexOf(rightKind);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  const text3 = textOf(left);
  if (text3 !== void 0) {
    meter.walk(text3.length);
    return compareText(text3, textOf(right) ?? "");
  }
  if (typeof left === "boolean") return Number(left) - Number(right);
  return isObject(left) && isObject(right) ? compareObjects(left, right, meter) : 0;
}
function compareNumbers(left, right) {
  if (left === right) return 0;
  if (Number.isNaN(left) || Number.isNaN(right))
    return totalOrder(floatOf(left) ?? 0) - totalOrder(floatOf(right) ?? 0);
  return left < right ? -1 : Number(left > right);
}
function totalOrder(value) {
  return Number.isNaN(value) ? 1 : 0;
}
function compareText(left, right) {
  const length2 = Math.min(left.length, right.length);
  for (let at = 0; at < length2; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (a !== b)
      return isSurrogate(a) === isSurrogate(b) ? a - b : Number(isSurrogate(a)) - Number(isSurrogate(b)) || a - b;
  }
  return left.length - right.length;
}
function isSurrogate(unit) {
  return unit >= 55296 && unit <= 57343;
}
function compareObjects(left, right, meter) {
  if (left === right) return 0;
  if (isMap2(left) && isMap2(right)) return compareLists(entriesOf(left).flat(), entriesOf(right).flat(), meter);
  return compareLists(objectItems(left) ?? [], objectItems(right) ?? [], meter);
}
function compareLists(left, right, meter) {
  for (const [index, item] of left.entries()) {
    if (index >= right.length) return 1;
    const result = compare(item, right[index], meter);
    if (result !== 0) return result;
  }
  return left.length - right.length;
}

// src/config/templates/values/namespace.ts
var Namespace = class extends TemplateObject {
  kind = "map";
  #values = /* @__PURE__ */ new Map();
  set(name, value) {
    this.#values.set(name, value);
  }
  has(key) {
    return this.#values.has(textOf(key) ?? "") && textOf(key) !== void 0;
  }
  get(key) {
    const name = textOf(key);
    return name === void 0 ? void 0 : this.#values.get(name);
  }
  items() {
    return [...this.#values.keys()].sort(compareText);
  }
};

// src/config/templates/library/arguments.ts
var Arguments = class {
  #host;
  #values;
  #keywords;
  constructor(values, host) {
    this.#host = host;
    this.#values = [...values];
  }
  /** The keyword arguments. Ask first: what is not asked for stays among the positional arguments, as a map. */
  keywords() {
    const last2 = this.#values.at(-1);
    if (last2 instanceof Keywords) this.#values.pop();
    this.#keywords = new NamedArguments(last2 instanceof Keywords ? last2 : new Keywords());
    return this.#keywords;
  }
  value() {
    if (this.#values.length === 0) throw new TemplateFault("an argument is missing");
    return this.#values.shift();
  }
  required(convert) {
    return convert(this.value());
  }
  /** undefined when it is left out, undefined or none. */
  optional(convert) {
    const value = this.#values.shift();
    return isAbsent(value) ? void 0 : convert(value);
  }
  /** Any value as text; in strict mode not an undefined one. */
  text() {
    const value = this.value();
    assertDefined(value, this.#host);
    return toTextInput(value, this.#host);
  }
  optionalText() {
    return this.optional((value) => toTextInput(value, this.#host));
  }
  rest() {
    return this.#values.splice(0);
  }
  /** Nothing is left over, keyword arguments aside. */
  endPositional() {
    if (this.#values.length > 0) throw new TemplateFault("too many arguments");
  }
  end() {
    this.endPositional();
    this.#keywords?.end();
  }
};
var NamedArguments = class {
  #values;
  #used = /* @__PURE__ */ new Set();
  constructor(values) {
    this.#values = values;
  }
  /** undefined when it is left out, undefined or none. */
  optional(name, convert) {
    const value = this.take(name);
    return isAbsent(value) ? void 0 : convert(value);
  }
  has(name) {
    return this.#values.has(name);
  }
  entries() {
    return entriesOf(this.#values);
  }
  take(name) {
    this.#used.add(name);
    return this.#values.get(name);
  }
  end() {
    for (const name of this.#values.items()) {
      const text3 = textOf(name);
      if (text3 === void 0 || !this.#used.has(text3)) {
        const shown = text3 !== void 0 && this.#values.written.has(text3) ? ` "${text3}"` : "";
        throw new TemplateFault(`unknown keyword argument${shown}`);
      }
    }
  }
};
function assertDefined(value, host) {
  if (host.strict && value === void 0) throw new TemplateFault("undefined value");
}
function truthOf(value, host) {
  assertDefined(value, host);
  return isTrue(value);
}
function iterate(value, host) {
  assertDefined(value, host);
  const items3 = itemsOf(value);
  host.meter.step(items3.length);
  host.meter.allocateItems(items3.length);
  return items3;
}
function toTextInput(value, host) {
  if (value instanceof Keywords) throw new TemplateFault("keyword arguments are not text");
  if (value instanceof SilentUndefined) return { text: "", safe: false };
  return { text: display(value, host.meter), safe: value instanceof SafeText };
}
function asText(value) {
  const text3 = textOf(value);
  if (text3 === void 0) throw new TemplateFault(`a ${kindOf(value)} is no string`);
  return text3;
}
function asBool(value) {
  if (typeof value !== "boolean") throw new TemplateFault(`a ${kindOf(value)} is no bool`);
  return value;
}
function asCount(value) {
  const count2 = countOf(value);
  if (count2 === void 0) throw new TemplateFault(`a ${kindOf(value)} is no integer from 0 on`);
  return count2;
}
function asIndex(value) {
  const index = indexOf(value);
  if (index === void 0) throw new TemplateFault(`a ${kindOf(value)} is no integer`);
  return index;
}

// src/config/templates/library/native-function.ts
var NativeFunction = class extends TemplateObject {
  kind = "plain";
  call;
  constructor(call2) {
    super();
    this.call = call2;
  }
};

// src/config/templates/library/functions.ts
var maxRange = 1e5;
var Cycler = class extends TemplateObject {
  kind = "plain";
  #values;
  #next = 0;
  constructor(values) {
    super();
    this.#values = values;
  }
  next(args) {
    args.end();
    const value = this.#values[this.#next];
    this.#next = (this.#next + 1) % this.#values.length;
    return value;
  }
};
var Joiner = class extends TemplateObject {
  kind = "plain";
  #separator;
  #used = false;
  constructor(separator) {
    super();
    this.#separator = separator;
  }
  call(args) {
    args.end();
    if (this.#used) return this.#separator;
    this.#used = true;
    return "";
  }
};
function range(args, host) {
  const first2 = asIndex(args.value());
  const second = args.optional(asIndex);
  const step = args.optional(asIndex) ?? 1;
  args.end();
  const [start, stop] = second === void 0 ? [0, first2] : [first2, second];
  if (step === 0) throw new TemplateFault("cannot make a range with steps of 0");
  const length2 = Math.max(0, Math.ceil((stop - start) / step));
  if (length2 > maxRange) {
    throw new TemplateFault(`a range cannot have more than ${maxRange} items`, { code: "template_limit" });
  }
  host.meter.allocateItems(length2);
  const items3 = Array.from({ length: length2 }, (_, index) => BigInt(start) + BigInt(index) * BigInt(step));
  return new Iterable(() => items3);
}
function dict(args) {
  const keywords = args.keywords();
  const base = args.optional((value) => value);
  args.endPositional();
  if (!isUndefined(base) && !isMap2(base)) throw new TemplateFault(`a ${kindOf(base)} cannot become a map`);
  return new ValueMap([...isMap2(base) ? entriesOf(base) : [], ...keywords.entries()]);
}
function namespace(args) {
  const defaults = args.optional((value) => value);
  args.end();
  const result = new Namespace();
  if (isUndefined(defaults)) return result;
  if (!isMap2(defaults)) throw new TemplateFault(`a ${kindOf(defaults)} cannot become a namespace`);
  for (const [key, value] of entriesOf(defaults)) {
    const name = textOf(key);
    if (name !== void 0) result.set(name, value);
  }
  return result;
}
function debug(args, host) {
  const values = args.rest();
  if (values.length === 0) throw unsupported("debug() without arguments", "It would print every variable");
  return inspect(values.length === 1 ? values[0] : values, host.meter, "");
}
function cycler(args) {
  const values = args.value();
  args.end();
  if (!isListLike(values)) throw new TemplateFault(`cycler takes a list, not a ${kindOf(values)}`);
  const items3 = itemsOf(values);
  if (items3.length === 0) throw new TemplateFault("cycler needs at least one value");
  return new Cycler(items3);
}
function joiner(args) {
  const separator = args.optional((value) => value) ?? ", ";
  args.end();
  return new Joiner(separator);
}
function refuse(name, why) {
  return () => {
    throw unsupported(`${name}()`, `It gives ${why}, and a machine configuration must be reproducible`);
  };
}
var functions = /* @__PURE__ */ new Map([
  ["range", range],
  ["dict", dict],
  ["debug", debug],
  ["namespace", namespace],
  ["cycler", cycler],
  ["joiner", joiner],
  ["now", refuse("now", "another value at each rendering")],
  ["randrange", refuse("randrange", "a random number")],
  ["lipsum", refuse("lipsum", "random text")]
]);
var globals = new Map(
  [...functions].map(([name, call2]) => [name, new NativeFunction(call2)])
);

// src/config/templates/evaluate/scope.ts
var maxDepth = 500;
var Frame = class {
  locals = /* @__PURE__ */ new Map();
  /** Names that were there before: the definitions, or what a macro took from around it. */
  context;
  loop;
  /** False while a loop's `if` is evaluated, where `loop` still means the loop around. */
  loopVisible;
  /** What macros declared in this frame see of it; later assignments reach them. */
  closure;
  constructor(options = {}) {
    this.context = options.context;
    this.loop = options.loop;
    this.loopVisible = options.loopVisible ?? false;
  }
};
var Scope = class {
  #frames;
  /** Names that every template and macro sees. */
  globals;
  #outerDepth;
  constructor(globals2, frames, outerDepth = 0) {
    this.globals = globals2;
    this.#frames = [...frames];
    this.#outerDepth = outerDepth;
    this.#checkDepth();
  }
  get depth() {
    return this.#outerDepth + this.#frames.length;
  }
  get top() {
    const frame = this.#frames.at(-1);
    if (frame === void 0) throw new Error("a scope has at least one frame");
    return frame;
  }
  push(frame) {
    this.#frames.push(frame);
    this.#checkDepth();
  }
  pop() {
    this.#frames.pop();
  }
  /** Counts what nests without a frame, such as an include. */
  deepen(by) {
    this.#outerDepth += by;
    this.#checkDepth();
  }
  #checkDepth() {
    if (this.depth > maxDepth) throw tooMuch("includes, macros or loops are nested too deeply");
  }
  store(name, value) {
    const { top } = this;
    top.closure?.set(name, value);
    top.locals.set(name, value);
  }
  /** Whether a name means anything, even undefined. */
  find(name) {
    for (let at = this.#frames.length - 1; at >= 0; at--) {
      const frame = this.#frames[at];
      if (frame === void 0) break;
      if (frame.locals.has(name)) return { value: frame.locals.get(name) };
      if (name === "loop" && frame.loopVisible) return { value: frame.loop };
      if (frame.context?.has(name)) return { value: frame.context.get(name) };
    }
    return this.globals.has(name) ? { value: this.globals.get(name) } : void 0;
  }
  /** The innermost loop, visible or not. */
  get loop() {
    return this.#frames.findLast((frame) => frame.loop !== void 0)?.loop;
  }
};

// src/config/templates/evaluate/blocks.ts
function blocksOf(template) {
  const blocks = /* @__PURE__ */ new Map();
  for (const [name, block] of template.syntax.blocks) blocks.set(name, { layers: [{ block, template }], depth: 0 });
  return blocks;
}
function addParentBlocks(parent, state) {
  for (const [name, block] of parent.syntax.blocks) {
    const known2 = state.blocks.get(name) ?? { layers: [], depth: 0 };
    known2.layers.push({ block, template: parent });
    state.blocks.set(name, known2);
  }
}
function writeBlock(name, state) {
  if (state.parent !== void 0 || state.run.output.discarding) return;
  const found = state.blocks.get(name);
  if (found === void 0) throw new TemplateFault(`there is no block "${name}"`);
  if (found.layers.length === 1 && found.layers[0]?.block.required) {
    throw new TemplateFault(`the required block "${name}" is not defined`);
  }
  const outer = state.block;
  state.block = name;
  writeLayer(found, state);
  state.block = outer;
}
function writeSuper(state) {
  const found = state.block === void 0 ? void 0 : state.blocks.get(state.block);
  if (found === void 0) throw new TemplateFault("super() is called outside a block");
  if (found.depth + 1 >= found.layers.length) throw new TemplateFault(`no parent has the block "${state.block}"`);
  found.depth++;
  writeLayer(found, state);
  found.depth--;
}
function writeLayer(found, state) {
  const layer = found.layers[found.depth];
  if (layer === void 0) throw new TemplateFault("the block is empty");
  const { template, enteredAutoescape } = state;
  state.template = layer.template;
  state.enteredAutoescape = state.autoescape;
  state.scope.push(new Frame());
  state.run.interpreter.execute(layer.block.body, state);
  state.scope.pop();
  state.template = template;
  state.enteredAutoescape = enteredAutoescape;
}

// src/config/templates/evaluate/inclusion.ts
var includeDepth = 10;
function runTemplate(template, state) {
  const outer = { template: state.template, parent: state.parent, entered: state.enteredAutoescape };
  state.enteredAutoescape = state.autoescape;
  for (let next = template; next !== void 0; next = state.parent) {
    if (next !== template) state.run.output.release();
    state.parent = void 0;
    state.template = next;
    executeParent(next, state, next === template ? void 0 : state.extendedFrom);
  }
  state.template = outer.template;
  state.parent = outer.parent;
  state.enteredAutoescape = outer.entered;
}
function executeParent(template, state, extendedFrom) {
  try {
    state.run.interpreter.execute(template.syntax.body, state);
  } catch (error) {
    const own2 = error instanceof TemplateFault && error.location?.file === template.path;
    if (own2 && extendedFrom !== void 0) error.includedFrom.push(extendedFrom);
    throw error;
  }
}
function extendTemplate({ template: name, ...at }, state) {
  const wanted = textOf(state.run.interpreter.evaluate(name, state));
  if (wanted === void 0) throw new TemplateFault("the name of a template must be a string");
  if (state.parent !== void 0) throw new TemplateFault("a template can extend only one other");
  const parent = state.run.load(wanted, state.template.path);
  if (parent === void 0) throw missing(name);
  if (state.extended.has(parent.path)) throw new TemplateFault("a template extends itself");
  state.extended = /* @__PURE__ */ new Set([...state.extended, parent.path]);
  addParentBlocks(parent, state);
  state.parent = parent;
  state.extendedFrom = locate(state.template.path, at);
  state.run.output.discard();
}
function includeTemplate({ template: name, ignoreMissing, ...at }, state) {
  const choices = namesOf(state.run.interpreter.evaluate(name, state));
  for (const choice of choices) {
    const template = state.run.load(choice, state.template.path);
    if (template !== void 0) {
      runIncluded(template, at, state);
      return;
    }
  }
  if (choices.length > 0 && !ignoreMissing) throw missing(name);
}
function namesOf(value) {
  const choices = isObject(value) ? objectItems(value) ?? [] : [value];
  return choices.map((choice) => {
    const name = textOf(choice);
    if (name === void 0) throw new TemplateFault(`the name of a template must be a string, not a ${kindOf(choice)}`);
    return name;
  });
}
function missing(name) {
  const written = [name, ...name.typename === "Array" ? name.children : []].map((expression) => expression.typename === "Literal" ? expression.value : void 0).filter((value) => typeof value === "string");
  const which = written.map((value) => JSON.stringify(value)).join(" or ") || "of the name given here";
  return new TemplateFault(`there is no template ${which}`, {
    code: "file_missing",
    hint: "Paths are relative to the file that includes"
  });
}
function runIncluded(template, at, state) {
  const outer = { autoescape: state.autoescape, blocks: state.blocks, extended: state.extended };
  const { top } = state.scope;
  const { closure } = top;
  const includer = state.template.path;
  top.closure = void 0;
  state.autoescape = template.autoescape;
  state.blocks = blocksOf(template);
  state.scope.deepen(includeDepth);
  try {
    runTemplate(template, state);
  } catch (error) {
    if (error instanceof TemplateFault) {
      error.at(template.path, { lineno: 0, colno: 0 });
      error.includedFrom.push(locate(includer, at));
    }
    throw error;
  }
  state.scope.deepen(-includeDepth);
  top.closure = closure;
  Object.assign(state, outer);
}
var ModuleObject = class extends TemplateObject {
  kind = "map";
  #names;
  #text;
  constructor(names, text3) {
    super();
    this.#names = names;
    this.#text = text3;
  }
  has(key) {
    const name = textOf(key);
    return name !== void 0 && this.#names.has(name);
  }
  get(key) {
    return this.#names.get(textOf(key) ?? "");
  }
  items() {
    return [...this.#names.keys()].sort(compareText);
  }
  display() {
    return this.#text;
  }
};
function importTemplate({ template, target, ...at }, state) {
  const frame = new Frame();
  state.scope.push(frame);
  const text3 = state.captured(() => includeByName(template, at, state));
  state.scope.pop();
  state.scope.store(target, new ModuleObject(frame.locals, text3));
}
function importNames({ template, names, ...at }, state) {
  state.run.output.discard();
  state.scope.push(new Frame());
  includeByName(template, at, state);
  const values = names.map(({ name }) => state.lookup(name));
  state.scope.pop();
  state.run.output.release();
  for (const [index, { alias }] of [...names.entries()].reverse()) state.scope.store(alias, values[index]);
}
function includeByName(name, at, state) {
  const choices = namesOf(state.run.interpreter.evaluate(name, state));
  const template = choices.map((choice) => () => state.run.load(choice, state.template.path)).reduce((found, next) => found ?? next(), void 0);
  if (template !== void 0) {
    runIncluded(template, at, state);
    return;
  }
  if (choices.length > 0) throw missing(name);
}

// src/config/templates/syntax/whitespace.ts
var leading = new RegExp("^\\p{White_Space}+", "u");
var trailing = new RegExp("\\p{White_Space}+$", "u");
function trimStart(text3) {
  return text3.replace(leading, "");
}
function trimEnd(text3) {
  let end = text3.length;
  while (end > 0 && isWhitespace(text3.charAt(end - 1))) end--;
  return text3.slice(0, end);
}
function trim(text3) {
  return trimEnd(trimStart(text3));
}
function isWhitespace(character) {
  return trailing.test(character);
}
function splitWhitespace(text3) {
  return text3.split(new RegExp("\\p{White_Space}+", "u")).filter((word) => word !== "");
}
function stripIndentation(text3) {
  let end = text3.length;
  while (end > 0 && isIndentation(text3.charAt(end - 1))) end--;
  return end === 0 || text3.charAt(end - 1) === "\n" ? text3.slice(0, end) : text3;
}
function isIndentation(character) {
  return character !== "\n" && character !== "\r" && isWhitespace(character);
}

// src/config/templates/values/json.ts
function toJson(value, meter, layout, level = 0) {
  meter.step();
  const text3 = scalarJson(value) ?? collectionJson(value, meter, layout, level);
  meter.allocate(text3.length);
  return text3;
}
function scalarJson(value) {
  if (isAbsent(value)) return "null";
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return floatJson(value);
  const text3 = textOf(value);
  return text3 === void 0 ? void 0 : textJson(text3);
}
function collectionJson(value, meter, layout, level) {
  if (isMap2(value)) {
    const colon = layout.indent === void 0 ? ":" : ": ";
    const entries = entriesOf(value).map(
      ([key, item]) => keyJson(key) + colon + toJson(item, meter, layout, level + 1)
    );
    return bracket2("{", entries, "}", layout, level);
  }
  if (value instanceof TemplateObject && value.kind === "plain") return textJson(display(value, meter));
  const items3 = value instanceof TemplateObject || Array.isArray(value) ? objectItems(value) : void 0;
  const parts = (items3 ?? []).map((item) => toJson(item, meter, layout, level + 1));
  return bracket2("[", parts, "]", layout, level);
}
function bracket2(open, parts, close, { indent: indent2 }, level) {
  if (indent2 === void 0 || parts.length === 0) return open + parts.join(",") + close;
  const inner = `
${" ".repeat(indent2 * (level + 1))}`;
  return `${open}${inner}${parts.join(`,${inner}`)}
${" ".repeat(indent2 * level)}${close}`;
}
function keyJson(key) {
  const scalar = scalarJson(key);
  if (scalar === void 0 || scalar === "null") throw new TemplateFault("this key cannot be written as JSON");
  return scalar.startsWith('"') ? scalar : `"${scalar}"`;
}
function floatJson(value) {
  if (!Number.isFinite(value)) return "null";
  const magnitude = Math.abs(value);
  return magnitude === 0 || magnitude >= 1e-5 && magnitude < 1e16 ? displayFloat(value) : scientific(value).replace(/e(?=\d)/, "e+");
}
function textJson(text3) {
  return JSON.stringify(text3);
}
var htmlUnsafe = /* @__PURE__ */ new Map([
  ["<", "\\u003c"],
  [">", "\\u003e"],
  ["&", "\\u0026"],
  ["'", "\\u0027"]
]);
function toSafeJson(value, meter, layout) {
  return new SafeText(toJson(value, meter, layout).replace(/[<>&']/g, (character) => htmlUnsafe.get(character) ?? ""));
}

// src/config/templates/values/escape.ts
function escapeValue(value, mode, meter) {
  if (value instanceof SafeText) return value.text;
  if (mode === "json") return toJson(value, meter, { indent: void 0 });
  const text3 = display(value, meter);
  return mode === "none" || isAbsent(value) || isNumber(value) ? text3 : escapeHtml(text3, meter);
}
var entities = /* @__PURE__ */ new Map([
  ["<", "&lt;"],
  [">", "&gt;"],
  ["&", "&amp;"],
  ['"', "&quot;"],
  ["'", "&#x27;"],
  ["/", "&#x2f;"]
]);
function escapeHtml(text3, meter) {
  const escaped2 = text3.replace(/[<>&"'/]/g, (character) => entities.get(character) ?? character);
  meter.allocate(escaped2.length);
  return escaped2;
}

// src/config/templates/library/text-filters.ts
function ofSafety({ safe: safe2 }, text3) {
  return safe2 ? new SafeText(text3) : text3;
}
function mapText(map) {
  return (args) => {
    const input = args.text();
    args.end();
    return ofSafety(input, map(input.text));
  };
}
function capitalize(text3) {
  const [first2 = ""] = text3;
  return first2.toUpperCase() + text3.slice(first2.length).toLowerCase();
}
function title(args) {
  const { text: text3 } = args.text();
  args.end();
  return titleCase(text3);
}
function titleCase(text3) {
  let atStart = true;
  let titled = "";
  for (const character of text3) {
    const separates = /[!-/:-@[-`{-~]/.test(character) || isWhitespace(character);
    titled += separates ? character : atStart ? character.toUpperCase() : character.toLowerCase();
    atStart = separates;
  }
  return titled;
}
function replace(args, host) {
  const [value, from, to] = [args.text(), args.text(), args.text()];
  args.end();
  const safetyAware = host.autoescape !== "none" && (value.safe || from.safe || to.safe);
  if (!safetyAware) return replaceAll(value.text, from.text, to.text, host);
  const replaced = replaceAll(escapeInput(value, host), from.text, escapeInput(to, host), host);
  return new SafeText(replaced);
}
function replaceAll(text3, from, to, host) {
  const occurrences = from === "" ? text3.length + 1 : text3.split(from).length - 1;
  host.meter.allocate(text3.length + occurrences * to.length);
  return from === "" ? to + [...text3].map((character) => character + to).join("") : text3.replaceAll(from, () => to);
}
function escapeInput(input, host) {
  return input.safe ? input.text : escapeFor(input.text, host).text;
}
function escapeFor(value, host) {
  if (value instanceof SafeText) return value;
  const mode = host.autoescape === "none" ? host.initialAutoescape : host.autoescape;
  return new SafeText(escapeValue(value, mode === "none" ? "html" : mode, host.meter));
}
function escapeFilter(args, host) {
  const value = args.value();
  args.end();
  return escapeFor(value, host);
}
function safe(args) {
  const { text: text3 } = args.text();
  args.end();
  return new SafeText(text3);
}
function string2(args, host) {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return textOf(value) === void 0 ? display(value, host.meter) : value;
}
function trimFilter(args) {
  const input = args.text();
  const characters = args.optionalText();
  args.end();
  if (characters === void 0) return ofSafety(input, trim(input.text));
  return ofSafety(input, trimCharacters(input.text, characters.text));
}
function trimCharacters(text3, characters, sides = { start: true, end: true }) {
  const cut = new Set(characters);
  const all = [...text3];
  const start = all.findIndex((character) => !cut.has(character));
  const end = all.findLastIndex((character) => !cut.has(character));
  if (start === -1) return "";
  return all.slice(sides.start ? start : 0, sides.end ? end + 1 : void 0).join("");
}
function indent(args, host) {
  const named4 = args.keywords();
  const input = args.text();
  const width = args.optional(asCount) ?? named4.optional("width", asCount) ?? 4;
  const first2 = args.optional(asBool) ?? named4.optional("first", asBool) ?? false;
  const blank = args.optional(asBool) ?? named4.optional("blank", asBool) ?? false;
  args.end();
  const lines2 = withoutLastNewline(input.text).split("\n");
  host.meter.allocate(input.text.length + width * lines2.length);
  const prefix = " ".repeat(width);
  const indented = lines2.map((line, index) => {
    const skip = index === 0 && !first2 || line === "" && !blank;
    return skip ? line : prefix + line;
  });
  const result = withoutLastNewline(`${indented.join("\n")}
`);
  host.carryOrigins(input.text, result);
  return ofSafety(input, result);
}
function withoutLastNewline(text3) {
  return text3.replace(/\n$/, "").replace(/\r$/, "");
}
function urlencode(args, host) {
  const value = args.value();
  args.end();
  if (!isMap2(value)) return isAbsent(value) ? "" : percentEncode(display(value, host.meter));
  const pairs = entriesOf(value).filter(([, item]) => !isAbsent(item));
  return pairs.map((pair) => pair.map((part) => percentEncode(display(part, host.meter))).join("=")).join("&");
}
function percentEncode(text3) {
  return encodeURIComponent(text3).replaceAll("%2F", "/").replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function truncate(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  if (isAbsent(value)) return "";
  const text3 = textOf(value);
  if (text3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be truncated`);
  const length2 = named4.optional("length", asCount) ?? 255;
  const killWords = named4.optional("killwords", asBool) ?? false;
  const end = named4.optional("end", (given) => given) ?? "...";
  const leeway = named4.optional("leeway", asCount) ?? leewayOf(host);
  named4.end();
  const endText = asText(end);
  const room = length2 - [...endText].length;
  if (room < 0) throw new TemplateFault("the length leaves no room for the end mark");
  const characters = [...text3];
  if (characters.length <= length2 + leeway) return value;
  const cut = cutWords(characters.slice(0, room), killWords);
  if (!(value instanceof SafeText) && !(end instanceof SafeText)) return cut + endText;
  const safeCut = value instanceof SafeText ? cut : escapeFor(cut, host).text;
  return new SafeText(safeCut + escapeFor(end, host).text);
}
function leewayOf(host) {
  const configured = host.lookup("TRUNCATE_LEEWAY");
  try {
    return asCount(configured);
  } catch {
    return 5;
  }
}
function cutWords(characters, killWords) {
  const space = killWords ? -1 : characters.lastIndexOf(" ");
  return characters.slice(0, space === -1 ? void 0 : space).join("");
}
function wordcount(args) {
  const value = args.value();
  args.end();
  return BigInt((textOf(value) ?? "").match(/[\p{L}\p{N}_]+/gu)?.length ?? 0);
}
var textFilters = [
  ["upper", mapText((text3) => text3.toUpperCase())],
  ["lower", mapText((text3) => text3.toLowerCase())],
  ["capitalize", mapText(capitalize)],
  ["title", title],
  ["replace", replace],
  ["safe", safe],
  ["escape", escapeFilter],
  ["e", escapeFilter],
  ["string", string2],
  ["trim", trimFilter],
  ["indent", indent],
  ["urlencode", urlencode],
  ["truncate", truncate],
  ["wordcount", wordcount]
];

// src/config/templates/library/split-filters.ts
function split(args, host) {
  const value = args.value();
  const separator = args.optional(asText);
  const limit = args.optional(asIndex);
  args.end();
  return splitText(asText(value), separator, limit, host).map((part) => sameSafety(value, part));
}
function splitText(text3, separator, limit, host) {
  const most = limit === void 0 || limit < 0 ? Number.POSITIVE_INFINITY : limit + 1;
  const parts = separator === void 0 ? splitAtBlanks(text3, most) : splitAt(text3, separator, most);
  host.meter.allocateItems(parts.length);
  return parts;
}
function splitAt(text3, separator, most) {
  const parts = separator === "" ? ["", ...text3, ""] : text3.split(separator);
  if (parts.length <= most) return parts;
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
}
function splitAtBlanks(text3, most) {
  if (most === Number.POSITIVE_INFINITY) return splitWhitespace(text3);
  const parts = [];
  let rest = text3;
  while (rest !== "" && parts.length < most - 1) {
    const start = findBlank(rest, 0, false);
    const end = findBlank(rest, start, true);
    if (start === rest.length) break;
    parts.push(rest.slice(start, end));
    rest = rest.slice(end);
  }
  return withRest(parts, rest);
}
function withRest(parts, rest) {
  const start = findBlank(rest, 0, false);
  if (start < rest.length) return [...parts, rest.slice(start)];
  return rest === "" ? [...parts] : [...parts, rest];
}
function findBlank(text3, from, wanted) {
  let at = from;
  while (at < text3.length && isWhitespace(text3.charAt(at)) !== wanted) at++;
  return at;
}
function lines(args, host) {
  const value = args.value();
  args.end();
  const all = asText(value).split("\n");
  if (all.at(-1) === "") all.pop();
  host.meter.allocateItems(all.length);
  return all.map((line) => sameSafety(value, line.replace(/\r$/, "")));
}
function join2(args, host) {
  const value = args.value();
  const joiner2 = args.optionalText();
  args.end();
  const items3 = tryItemsOf(value);
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be joined`);
  const text3 = joiner2?.text ?? "";
  if (host.autoescape === "none" || !(joiner2?.safe || items3.some((item) => item instanceof SafeText))) {
    return joinTexts(
      items3.map((item) => display(item, host.meter)),
      text3,
      host
    );
  }
  const separator = joiner2 === void 0 || joiner2.safe ? text3 : escapeFor(text3, host).text;
  return new SafeText(
    joinTexts(
      items3.map((item) => escaped(item, host)),
      separator,
      host
    )
  );
}
function escaped(item, host) {
  return item instanceof SafeText ? item.text : escapeItem(item, host);
}
function escapeItem(item, host) {
  return escapeFor(item, host).text;
}
function joinTexts(parts, separator, host) {
  host.meter.step(parts.length);
  host.meter.allocate(parts.reduce((sum2, part) => sum2 + part.length + separator.length, 0));
  return parts.join(separator);
}
var entities2 = /* @__PURE__ */ new Map([
  ["amp", "&"],
  ["gt", ">"],
  ["lt", "<"],
  ["quot", '"']
]);
var tag = /<!--[\s\S]*?-->|<[^>]*>/g;
var entity = /&([^;<&\p{White_Space}]*)(;?)/gu;
function striptags(args) {
  const { text: text3 } = args.text();
  args.end();
  const untagged = text3.replace(tag, "");
  if (/<|--/.test(untagged) || /<!|<-/.test(text3)) {
    throw new TemplateFault("striptags of unfinished tags and of comments is not supported", {
      code: "template_unsupported"
    });
  }
  const resolved = untagged.replace(entity, (all, name) => entityText(name) ?? all);
  return resolved.replace(new RegExp("\\p{White_Space}+", "gu"), " ").replace(/^ /, "").replace(/ $/, "");
}
function entityText(name) {
  const number = /^#(?:[xX]([0-9a-fA-F]+)|(\d+))$/.exec(name);
  if (number === null) return entities2.get(name);
  const code = Number.parseInt(number[1] ?? number[2] ?? "", number[1] === void 0 ? 10 : 16);
  return code > 1114111 || code >= 55296 && code <= 57343 ? void 0 : String.fromCodePoint(code);
}
var splitFilters = [
  ["split", split],
  ["lines", lines],
  ["join", join2],
  ["striptags", striptags]
];

// src/config/templates/library/python-methods.ts
function callPythonMethod(target, name, values, host) {
  const args = new Arguments(values, host);
  const text3 = textOf(target);
  if (text3 !== void 0) return wrap(stringMethods.get(name)?.bind(void 0, text3), args, host);
  if (isMap2(target)) return wrap(mapMethod(target, name), args, host);
  if (kindOf(target) !== "sequence" || name !== "count") return void 0;
  const wanted = args.value();
  args.end();
  return { value: BigInt(itemsOf(target).filter((item) => equals(item, wanted, host.meter)).length) };
}
function wrap(method, args, host) {
  return method === void 0 ? void 0 : { value: method(args, host) };
}
function plain(map) {
  return (text3, args) => {
    args.end();
    return map(text3);
  };
}
function stripper(strip, sides) {
  return (text3, args) => {
    const characters = args.optional(asText);
    args.end();
    return characters === void 0 ? strip(text3) : trimCharacters(text3, characters, sides);
  };
}
function replace2(text3, args, host) {
  const [from, to] = [args.required(asText), args.required(asText)];
  const count2 = args.optional(asIndex) ?? -1;
  args.end();
  if (count2 < 0) return replaceAll(text3, from, to, host);
  if (from === "") throw unsupported("replacing an empty text a number of times");
  const parts = text3.split(from);
  if (parts.length <= count2 + 1) return replaceAll(text3, from, to, host);
  host.meter.allocate(text3.length + count2 * to.length);
  return [parts.slice(0, count2 + 1).join(to), ...parts.slice(count2 + 1)].join(from);
}
function split2(text3, args, host) {
  const separator = args.optional(asText);
  const limit = args.optional(asIndex);
  args.end();
  return splitText(text3, separator, limit, host);
}
function splitlines(text3, args) {
  const keepEnds = args.optional(asBool) ?? false;
  args.end();
  const lines2 = text3.split(/(?<=\n)/).filter((line) => line !== "");
  return keepEnds ? lines2 : lines2.map((line) => line.replace(/\r?\n$/, ""));
}
function count(text3, args) {
  const wanted = args.required(asText);
  args.end();
  if (wanted === "") throw unsupported("counting an empty text");
  return BigInt(text3.split(wanted).length - 1);
}
function finder(find2) {
  return (text3, args) => {
    const wanted = args.required(asText);
    args.end();
    const at = find2(text3, wanted);
    return at === -1 ? -1n : BigInt(new TextEncoder().encode(text3.slice(0, at)).length);
  };
}
function affix(holds) {
  return (text3, args) => {
    const value = args.value();
    args.end();
    const part = textOf(value);
    if (part !== void 0) return holds(text3, part);
    if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} is neither a string nor a list of strings`);
    return itemsOf(value).some((item) => holds(text3, asText(item)));
  };
}
function join3(text3, args, host) {
  const values = itemsOf(args.value());
  args.end();
  const parts = values.map((value) => display(value, host.meter));
  host.meter.allocate(parts.reduce((sum2, part) => sum2 + part.length + text3.length, 0));
  return parts.join(text3);
}
var stringMethods = /* @__PURE__ */ new Map([
  ["upper", plain((text3) => text3.toUpperCase())],
  ["lower", plain((text3) => text3.toLowerCase())],
  ["islower", plain((text3) => new RegExp("^\\p{Lowercase}*$", "u").test(text3))],
  ["isupper", plain((text3) => new RegExp("^\\p{Uppercase}*$", "u").test(text3))],
  ["isspace", plain((text3) => [...text3].every(isWhitespace))],
  ["isdigit", plain((text3) => new RegExp("^\\p{N}*$", "u").test(text3))],
  ["isnumeric", plain((text3) => new RegExp("^\\p{N}*$", "u").test(text3))],
  ["isalnum", plain((text3) => /^[\p{Alphabetic}\p{N}]*$/u.test(text3))],
  ["isalpha", plain((text3) => new RegExp("^\\p{Alphabetic}*$", "u").test(text3))],
  ["isascii", plain((text3) => new RegExp("^\\p{ASCII}*$", "u").test(text3))],
  ["title", plain(titleCase)],
  ["capitalize", plain(capitalize)],
  ["strip", stripper(trim, { start: true, end: true })],
  ["lstrip", stripper(trimStart, { start: true, end: false })],
  ["rstrip", stripper(trimEnd, { start: false, end: true })],
  ["replace", replace2],
  ["split", split2],
  ["splitlines", splitlines],
  ["count", count],
  ["find", finder((text3, wanted) => text3.indexOf(wanted))],
  ["rfind", finder((text3, wanted) => text3.lastIndexOf(wanted))],
  ["startswith", affix((text3, part) => text3.startsWith(part))],
  ["endswith", affix((text3, part) => text3.endsWith(part))],
  ["join", join3],
  [
    "format",
    () => {
      throw unsupported("the method format() of a string", "Use ~ to put texts together, or the filter format");
    }
  ]
]);
function mapMethod(map, name) {
  const ofEntries = (pick2) => (args) => {
    args.end();
    return new Iterable(() => entriesOf(map).map(pick2));
  };
  if (name === "keys") return ofEntries(([key]) => key);
  if (name === "values") return ofEntries(([, value]) => value);
  if (name === "items") return ofEntries(([key, value]) => [key, value]);
  if (name !== "get") return void 0;
  return (args) => {
    const key = args.value();
    const fallback = args.optional((value) => value) ?? null;
    args.end();
    return map.has(key) ? map.get(key) : fallback;
  };
}

// src/config/templates/values/member.ts
function itemOf(value, key) {
  if (value instanceof TemplateObject) {
    if (value.kind === "map" || value.kind === "plain" || value.has(key)) return value.get(key);
    const size = value.size;
    const items4 = value.items() ?? [];
    return items4[position(key, size) ?? -1];
  }
  const text3 = textOf(value);
  const items3 = text3 === void 0 ? value : [...text3];
  return Array.isArray(items3) ? items3[position(key, items3.length) ?? -1] : void 0;
}
function attributeOf(value, name) {
  return value instanceof TemplateObject ? value.get(name) : void 0;
}
function position(key, size) {
  const index = indexOf(key);
  if (index === void 0 || index >= 0) return index;
  return size === void 0 ? void 0 : size + index;
}
function followPath(value, path2) {
  let current = value;
  for (const step of path2.split(".")) {
    if (isUndefined(current)) throw new TemplateFault("undefined value");
    current = /^\+?\d+$/.test(step) ? itemOf(current, BigInt(step)) : attributeOf(current, step);
  }
  return current;
}
function followPathOr(value, path2, fallback) {
  try {
    const found = followPath(value, path2);
    return isUndefined(found) ? fallback : found;
  } catch (error) {
    if (error instanceof TemplateFault && error.code === "template_invalid") return fallback;
    throw error;
  }
}
function contains(container, item, meter) {
  if (isUndefined(container)) return false;
  const text3 = textOf(container);
  if (text3 !== void 0) {
    meter.walk(text3.length);
    return text3.includes(textOf(item) ?? display(item, meter));
  }
  if (isMap2(container)) return container.has(item);
  if (sizeOf(container) === void 0 && kindOf(container) === "plain object") return false;
  if (container instanceof TemplateObject || Array.isArray(container)) {
    return (objectItems(container) ?? []).some((candidate) => equals(candidate, item, meter));
  }
  throw new TemplateFault(`a ${kindOf(container)} cannot hold anything`);
}

// src/config/templates/evaluate/describe.ts
function describe(expression) {
  return pathOf(expression) ?? "the value";
}
function pathOf(expression) {
  if (expression.typename === "Symbol") return `"${expression.value}"`;
  if (expression.typename !== "LookupVal") return void 0;
  const target = pathOf(expression.target);
  const { val } = expression;
  if (target === void 0 || val.typename !== "Literal") return void 0;
  const step = expression.dotted || typeof val.value !== "string" ? `.${val.value}` : `[${JSON.stringify(val.value)}]`;
  return `${target.slice(0, -1)}${step}"`;
}

// src/config/templates/values/arithmetic.ts
var maxRepeatedBytes = 1e8;
function calculate(operator2, left, right, meter) {
  switch (operator2) {
    case "~":
      return concatenate(display(left, meter), display(right, meter), meter);
    case "+":
      return add(left, right, meter);
    case "*":
      return multiply(left, right, meter);
    case "/":
      return divide(left, right);
    default:
      return compute(operator2, left, right);
  }
}
function concatenate(left, right, meter) {
  meter.allocate(left.length + right.length);
  return left + right;
}
function add(left, right, meter) {
  if (isListLike(left) && isListLike(right)) {
    const sized = sizeOf(left) !== void 0 && sizeOf(right) !== void 0;
    const [before, after] = [objectItems(left) ?? [], objectItems(right) ?? []];
    meter.allocateItems(before.length + after.length);
    const items3 = before.concat(after);
    return new Iterable(() => items3, { sized });
  }
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== void 0 && b !== void 0) return concatenate(a, b, meter);
  return compute("+", left, right);
}
function multiply(left, right, meter) {
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== void 0) return repeatText(a, right, meter);
  if (b !== void 0) return repeatText(b, left, meter);
  if (isListLike(left)) return repeatItems(left, right, meter);
  if (isListLike(right)) return repeatItems(right, left, meter);
  return compute("*", left, right);
}
function repeatText(text3, times, meter) {
  const count2 = countOf(times);
  if (count2 === void 0) throw new TemplateFault("strings can only be multiplied with integers from 0 on");
  if (new TextEncoder().encode(text3).length * count2 > maxRepeatedBytes) {
    throw new TemplateFault("the repeated string is too large", { code: "template_limit" });
  }
  meter.allocate(text3.length * count2);
  return text3.repeat(count2);
}
function repeatItems(list3, times, meter) {
  const count2 = countOf(times);
  if (count2 === void 0) throw new TemplateFault("lists can only be multiplied with integers from 0 on");
  if (sizeOf(list3) === void 0 || !isListLike(list3)) throw new TemplateFault("cannot repeat what has no length");
  const items3 = objectItems(list3) ?? [];
  meter.allocateItems(items3.length * count2);
  const repeated = items3.length === 0 ? [] : Array.from({ length: count2 }, () => items3).flat();
  return new Iterable(() => repeated);
}
function divide(left, right) {
  const [a, b] = [floatOf(left), floatOf(right)];
  if (a === void 0 || b === void 0) throw impossible("/", left, right);
  return a / b;
}
function compute(operator2, left, right) {
  if (typeof left === "number" || typeof right === "number") {
    const [a2, b2] = [floatOf(left), floatOf(right)];
    if (a2 === void 0 || b2 === void 0) throw impossible(operator2, left, right);
    return computeFloats(operator2, a2, b2);
  }
  const [a, b] = [integerOf(left), integerOf(right)];
  if (a === void 0 || b === void 0) throw impossible(operator2, left, right);
  const result = computeIntegers(operator2, a, b);
  const checked = result === void 0 ? void 0 : checkedInteger(result);
  if (checked === void 0) throw new TemplateFault(`the result of "${operator2}" is undefined or too large`);
  return checked;
}
function computeIntegers(operator2, a, b) {
  switch (operator2) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return b === 0n ? void 0 : (a - euclideanRemainder(a, b)) / b;
    case "%":
      return b === 0n ? void 0 : euclideanRemainder(a, b);
    case "**":
      return power(a, b);
    default:
      return operator2;
  }
}
function euclideanRemainder(a, b) {
  const remainder = a % b;
  if (remainder >= 0n) return remainder;
  return remainder + (b < 0n ? -b : b);
}
function power(base, exponent) {
  if (exponent < 0n || exponent >= 2n ** 32n) return void 0;
  if (base >= -1n && base <= 1n) return exponent === 0n ? 1n : base ** (exponent % 2n === 0n ? 2n : 1n);
  return exponent > 127n ? void 0 : base ** exponent;
}
function computeFloats(operator2, a, b) {
  switch (operator2) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return euclideanQuotient(a, b);
    case "%":
      return a % b;
    case "**": {
      const result = exactPower(a, b);
      if (result === void 0) throw unsupported('"**" with a float result that must be rounded');
      return result;
    }
    default:
      return operator2;
  }
}
function euclideanQuotient(a, b) {
  const quotient = Math.trunc(a / b);
  if (!(a % b < 0)) return quotient;
  return b > 0 ? quotient - 1 : quotient + 1;
}
function negate(value) {
  if (typeof value === "number") return -value;
  const negated = typeof value === "bigint" ? checkedInteger(-value) : void 0;
  if (negated === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be negated`);
  return negated;
}
function impossible(operator2, left, right) {
  return new TemplateFault(`"${operator2}" cannot be applied to a ${kindOf(left)} and a ${kindOf(right)}`);
}

// src/config/templates/library/merged-map.ts
var MergedMap = class extends TemplateObject {
  kind = "map";
  #maps;
  #keys;
  constructor(maps, meter) {
    super();
    this.#maps = maps;
    const keys = new ValueMap(maps.flatMap((map) => (map.items() ?? []).map((key) => [key, null])));
    meter.allocateItems(keys.size);
    this.#keys = [...keys.items()].sort((left, right) => compare(left, right, meter));
  }
  has(key) {
    return !isUndefined(this.get(key));
  }
  get(key) {
    return this.#maps.findLast((map) => !isUndefined(map.get(key)))?.get(key);
  }
  items() {
    return this.#keys;
  }
};

// src/config/templates/library/list-filters.ts
function length(args) {
  const value = args.value();
  args.end();
  const size = sizeOf(value);
  if (size === void 0) throw new TemplateFault(`a ${kindOf(value)} has no length`);
  return BigInt(size);
}
function first(args) {
  const value = args.value();
  args.end();
  const text3 = textOf(value);
  if (text3 !== void 0) return [...text3].at(0);
  const items3 = isObject(value) ? objectItems(value) : void 0;
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} has no first item`);
  return items3[0];
}
function last(args) {
  const value = args.value();
  args.end();
  const text3 = textOf(value);
  if (text3 !== void 0) return text3 === "" ? void 0 : sameSafety(value, [...text3].at(-1) ?? "");
  if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} has no last item`);
  return objectItems(value)?.at(-1);
}
function reverse(args) {
  const value = args.value();
  args.end();
  if (isAbsent(value)) return value;
  const text3 = textOf(value);
  if (text3 !== void 0) return sameSafety(value, [...text3].reverse().join(""));
  const items3 = isObject(value) ? objectItems(value) : void 0;
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be reversed`);
  const kept = value instanceof ValueMap && !(value instanceof Keywords);
  return new Iterable(() => kept ? items3 : [...items3].reverse());
}
function list(args, host) {
  const value = args.value();
  args.end();
  return [...iterate(value, host)];
}
function extreme(sign) {
  return (args, host) => {
    const value = args.value();
    args.end();
    const [head2, ...rest] = iterate(value, host);
    return rest.reduce((best, item) => {
      const order2 = compare(item, best, host.meter) * sign;
      return order2 < 0 || order2 === 0 && sign === -1 ? item : best;
    }, head2);
  };
}
function sum(args, host) {
  const value = args.value();
  args.end();
  return iterate(value, host).reduce((total, item) => {
    if (isUndefined(item)) return total;
    if (!isNumber(item)) throw new TemplateFault(`only numbers can be summed, not a ${kindOf(item)}`);
    return calculate("+", total, item, host.meter);
  }, 0n);
}
function batch(args, host) {
  const value = args.value();
  const count2 = args.required(asCount);
  const filler = args.optional((given) => given);
  args.end();
  if (count2 === 0) throw new TemplateFault("the count cannot be 0");
  const items3 = iterate(value, host);
  const batches = [];
  for (let at = 0; at < items3.length; at += count2) batches.push(items3.slice(at, at + count2));
  const tail = batches.at(-1);
  if (filler !== void 0 && tail !== void 0 && tail.length < count2) {
    host.meter.allocateItems(count2);
    while (tail.length < count2) tail.push(filler);
  }
  return batches;
}
function sliceFilter(args, host) {
  const value = args.value();
  const count2 = args.required(asCount);
  const filler = args.optional((given) => given);
  args.end();
  if (count2 === 0) throw new TemplateFault("the count cannot be 0");
  const items3 = iterate(value, host);
  host.meter.allocateItems(count2);
  const perSlice = Math.floor(items3.length / count2);
  const withExtra = items3.length % count2;
  return Array.from({ length: count2 }, (_, index) => {
    const start = index * perSlice + Math.min(index, withExtra);
    const part = items3.slice(start, start + perSlice + (index < withExtra ? 1 : 0));
    return filler !== void 0 && index >= withExtra ? [...part, filler] : part;
  });
}
function chain(args, host) {
  const values = args.rest();
  if (values.length === 0) throw new TemplateFault("an argument is missing");
  if (values.every(isMap2)) return new MergedMap(values, host.meter);
  const all = () => values.flatMap((value) => [...chained(value, host)]);
  return values.every((value) => kindOf(value) === "sequence") ? all() : new Iterable(all, { sized: false });
}
function chained(value, host) {
  const items3 = tryItemsOf(value);
  if (items3 === void 0) throw unsupported(`chaining a ${kindOf(value)}`);
  host.meter.allocateItems(items3.length);
  return items3;
}
function zip(args, host) {
  const values = args.rest();
  if (values.length === 0) throw new TemplateFault("an argument is missing");
  const lists = values.map((value) => {
    const items3 = tryItemsOf(value);
    if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be zipped`);
    return items3;
  });
  const shortest = Math.min(...lists.map((items3) => items3.length));
  host.meter.allocateItems(shortest * lists.length);
  const rows = Array.from({ length: shortest }, (_, row) => lists.map((items3) => items3[row]));
  return new Iterable(() => rows, { sized: values.every((value) => sizeOf(value) !== void 0) });
}
var listFilters = [
  ["length", length],
  ["count", length],
  ["first", first],
  ["last", last],
  ["reverse", reverse],
  ["list", list],
  ["min", extreme(1)],
  ["max", extreme(-1)],
  ["sum", sum],
  ["batch", batch],
  ["slice", sliceFilter],
  ["chain", chain],
  ["zip", zip]
];

// src/config/templates/library/order.ts
function compareBy(left, right, { caseSensitive, reverse: reverse2 }, host) {
  const [a, b] = caseSensitive ? [] : [textOf(left), textOf(right)];
  const order2 = a === void 0 || b === void 0 ? compare(left, right, host.meter) : compareText(foldCase(a), foldCase(b));
  host.meter.step();
  return reverse2 ? -order2 : order2;
}
function foldCase(text3) {
  if (/^[\0-\x7f]*$/.test(text3)) return text3.toLowerCase();
  return [...text3].map(foldCharacter).join("");
}
function foldCharacter(character) {
  const lower = character.toLowerCase();
  const upper = character.toUpperCase();
  if (lower === upper) return character;
  if (upper.length !== character.length || upper.toLowerCase() !== lower || lower.length !== character.length) {
    throw unsupported("sorting some letters of this text without regard to case", "Use case_sensitive=true");
  }
  return lower;
}

// src/config/templates/library/filter-names.ts
var filterNames = new Set(
  `abs attr batch bool capitalize chain count d dateformat datetimeformat default dictsort e escape filesizeformat
  first float format groupby indent int items join last length lines list lower map max min pluralize pprint random
  reject rejectattr replace reverse round safe select selectattr slice sort split string striptags sum timeformat title
  tojson trim truncate unique upper urlencode wordcount wordwrap zip`.trim().split(/\s+/)
);

// src/config/templates/library/tests.ts
function unary(holds) {
  return (args) => {
    const value = args.value();
    args.end();
    return holds(value);
  };
}
function binary(holds) {
  return (args, host) => {
    const [value, other] = [args.value(), args.value()];
    args.end();
    return holds(value, other, host);
  };
}
function ofTexts(holds) {
  return (args) => {
    const [text3, other] = [args.text(), args.text()];
    args.end();
    return holds(text3.text, other.text);
  };
}
function divisible(value, other) {
  if (typeof value === "number" || typeof other === "number") {
    const [a2, b2] = [exactFloatOf(value), exactFloatOf(other)];
    return a2 !== void 0 && b2 !== void 0 && a2 % b2 === 0;
  }
  const [a, b] = [integerOf(value), integerOf(other)];
  if (a === void 0 || b === void 0) return false;
  if (b === 0n) throw new TemplateFault("cannot divide by 0");
  return a % b === 0n;
}
function same(value, other, host) {
  if (isObject(value) || isObject(other)) return value === other;
  if (kindOf(value) !== kindOf(other)) return false;
  return typeof value === "bigint" === (typeof other === "bigint") && equals(value, other, host.meter);
}
function isIn(value, container, host) {
  assertDefined(container, host);
  const holdable = isUndefined(container) || isObject(container) || textOf(container) !== void 0;
  return holdable && contains(container, value, host.meter);
}
var comparisons = [
  ["==", ["eq", "equalto"], binary((a, b, { meter }) => equals(a, b, meter))],
  ["!=", ["ne"], binary((a, b, { meter }) => !equals(a, b, meter))],
  ["<", ["lt", "lessthan"], binary((a, b, { meter }) => compare(a, b, meter) < 0)],
  ["<=", ["le"], binary((a, b, { meter }) => compare(a, b, meter) <= 0)],
  [">", ["gt", "greaterthan"], binary((a, b, { meter }) => compare(a, b, meter) > 0)],
  [">=", ["ge"], binary((a, b, { meter }) => compare(a, b, meter) >= 0)]
];
var named = [
  ["undefined", unary(isUndefined)],
  ["defined", unary((value) => !isUndefined(value))],
  ["none", unary((value) => value === null)],
  ["safe", unary((value) => value instanceof SafeText)],
  ["escaped", unary((value) => value instanceof SafeText)],
  ["boolean", unary((value) => typeof value === "boolean")],
  ["odd", unary((value) => (integerOf(value) ?? 0n) % 2n !== 0n)],
  ["even", unary((value) => (integerOf(value) ?? 1n) % 2n === 0n)],
  ["divisibleby", binary(divisible)],
  ["number", unary(isNumber)],
  ["integer", unary((value) => typeof value === "bigint")],
  ["int", unary((value) => typeof value === "bigint")],
  ["float", unary((value) => typeof value === "number")],
  ["string", unary((value) => textOf(value) !== void 0)],
  ["sequence", unary((value) => kindOf(value) === "sequence")],
  ["iterable", unary((value) => tryItemsOf(value) !== void 0)],
  ["mapping", unary(isMap2)],
  ["startingwith", ofTexts((text3, start) => text3.startsWith(start))],
  ["endingwith", ofTexts((text3, end) => text3.endsWith(end))],
  ["lower", unary((value) => new RegExp("^\\p{Lowercase}*$", "u").test(asText(value)))],
  ["upper", unary((value) => new RegExp("^\\p{Uppercase}*$", "u").test(asText(value)))],
  ["sameas", binary(same)],
  ["in", binary(isIn)],
  ["true", unary((value) => value === true)],
  ["false", unary((value) => value === false)],
  ["filter", unary((value) => filterNames.has(asText(value)))],
  ["test", unary((value) => tests.has(asText(value)))]
];
var tests = new Map([
  ...named,
  ...comparisons.flatMap(([symbol, names, test]) => [symbol, ...names].map((name) => [name, test]))
]);

// src/config/templates/library/map-filters.ts
function dictsort(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  if (!isMap2(value)) throw new TemplateFault(`a ${kindOf(value)} has no keys to sort`);
  const position2 = named4.optional("by", asText) === "value" ? 1 : 0;
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  const reverse2 = named4.optional("reverse", asBool) ?? false;
  named4.end();
  const order2 = { caseSensitive, reverse: reverse2 };
  return [...entriesOf(value)].sort((a, b) => compareBy(a[position2], b[position2], order2, host));
}
function items2(args) {
  const value = args.value();
  args.end();
  if (!isMap2(value)) throw new TemplateFault(`a ${kindOf(value)} has no pairs`);
  return new Iterable(() => entriesOf(value));
}
function attr(args) {
  const [value, key] = [args.value(), args.value()];
  args.end();
  if (isUndefined(value)) throw new TemplateFault("undefined value");
  return itemOf(value, key);
}
function defaultFilter(args, host) {
  const value = args.value();
  const given = args.rest();
  if (given.length > 2) throw new TemplateFault("too many arguments");
  const replaceFalse = given.length === 2 && truthOf(given[1], host);
  if (!isUndefined(value) && !(replaceFalse && !isTrue(value))) return value;
  return given.length === 0 ? "" : given[0];
}
function selection(options) {
  return (args, host) => {
    const value = args.value();
    const attribute = options.byAttribute ? args.text().text : void 0;
    const test = args.optionalText();
    const rest = args.rest();
    const holds = test === void 0 ? void 0 : named2(tests, test.text, "test");
    return iterate(value, host).filter((item) => {
      const tested = attribute === void 0 ? item : followPath(item, attribute);
      const result = holds === void 0 ? tested : holds(new Arguments([tested, ...rest], host), host);
      return isTrue(result) === options.keep;
    });
  };
}
function named2(library, name, what) {
  const found = library.get(name);
  if (found === void 0) throw new TemplateFault(`there is no ${what} of the name given here`);
  return found;
}
function mapFilter(filters2) {
  return (args, host) => {
    const value = args.value();
    const keywords = args.keywords();
    const rest = args.rest();
    const attribute = keywords.optional("attribute", (given) => given);
    if (attribute !== void 0) {
      if (rest.length > 0) throw new TemplateFault("too many arguments");
      const fallback = keywords.take("default");
      keywords.end();
      return iterate(value, host).map((item) => attributeOr(item, attribute, fallback));
    }
    const [name, ...more] = rest;
    const text3 = textOf(name);
    if (text3 === void 0) throw new TemplateFault("map takes the name of a filter, or attribute=\u2026");
    const filter = named2(filters2(), text3, "filter");
    return iterate(value, host).map((item) => filter(new Arguments([item, ...more], host), host));
  };
}
function attributeOr(item, attribute, fallback) {
  const path2 = textOf(attribute);
  try {
    if (isUndefined(item)) throw new TemplateFault("undefined value");
    const found = path2 === void 0 ? itemOf(item, attribute) : followPath(item, path2);
    return isUndefined(found) ? fallback : found;
  } catch (error) {
    if (isUndefined(fallback)) throw error;
    return fallback;
  }
}
var mapFilters = [
  ["dictsort", dictsort],
  ["items", items2],
  ["attr", attr],
  ["default", defaultFilter],
  ["d", defaultFilter],
  ["select", selection({ byAttribute: false, keep: true })],
  ["reject", selection({ byAttribute: false, keep: false })],
  ["selectattr", selection({ byAttribute: true, keep: true })],
  ["rejectattr", selection({ byAttribute: true, keep: false })]
];

// src/config/templates/library/number-filters.ts
var maxIndent = 1e3;
function int2(args, host) {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return toInteger(value);
}
function float(args, host) {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return toFloat(value);
}
function bool(args, host) {
  const value = args.value();
  args.end();
  return truthOf(value, host);
}
function abs(args) {
  const value = args.value();
  args.end();
  if (typeof value === "number") return Math.abs(value);
  const result = typeof value === "bigint" ? checkedInteger(value < 0n ? -value : value) : void 0;
  if (result === void 0) throw new TemplateFault(`a ${kindOf(value)} has no absolute value`);
  return result;
}
function round(args) {
  const value = args.value();
  const precision = args.optional(asIndex) ?? 0;
  args.end();
  if (typeof value === "bigint") return value;
  if (typeof value !== "number") throw new TemplateFault(`a ${kindOf(value)} cannot be rounded`);
  const factor = powerOfTen(precision);
  return roundHalfAway(factor * value) / factor;
}
function powerOfTen(exponent) {
  let [result, base] = [1, 10];
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= base;
    base *= base;
  }
  return exponent < 0 ? 1 / result : result;
}
function roundHalfAway(value) {
  const whole2 = Math.trunc(value);
  return Math.abs(value - whole2) >= 0.5 ? whole2 + Math.sign(value) : whole2;
}
function tojson(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  const positional2 = args.optional((given) => given);
  args.endPositional();
  const indent2 = positional2 ?? named4.optional("indent", (given) => given);
  named4.end();
  return toSafeJson(value, host.meter, { indent: indentOf(indent2) });
}
function indentOf(indent2) {
  if (indent2 === void 0 || indent2 === false) return void 0;
  const width = indent2 === true ? 2 : asCount(indent2);
  if (width > maxIndent)
    throw new TemplateFault(`JSON cannot be indented by more than ${maxIndent}`, { code: "template_limit" });
  return width;
}
function pprint(args, host) {
  const value = args.value();
  args.end();
  return inspect(value, host.meter, "");
}
function pluralize(args) {
  const value = args.value();
  const [singular, plural] = [args.optional((given) => given), args.optional((given) => given)];
  args.end();
  const count2 = sizeOf(value) ?? integerOf(value);
  if (count2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be counted`);
  const chosen = Number(count2) === 1 ? singular ?? "" : plural ?? "s";
  return isAbsent(chosen) ? "" : chosen;
}
var binaryUnits = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];
var decimalUnits = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
function filesizeformat(args) {
  const value = args.value();
  const binary2 = args.optional(asBool) ?? false;
  args.end();
  const size = typeof value === "boolean" ? void 0 : floatOf(value);
  if (size === void 0) throw new TemplateFault(`a ${kindOf(value)} is no size`);
  if (size === 1) return "1 Byte";
  const sign = size < 0 ? "-" : "";
  const magnitude = size < 0 ? -size : size;
  const [units, base] = binary2 ? [binaryUnits, 1024] : [decimalUnits, 1e3];
  if (magnitude < base) return `${sign}${floatWithoutPoint(magnitude)} Bytes`;
  if (!Number.isFinite(magnitude)) throw new TemplateFault("the size is not finite");
  let unit = base * base;
  for (const [index, name] of units.entries()) {
    if (magnitude < unit || index === units.length - 1)
      return `${sign}${toFixed(base * magnitude / unit, 1)} ${name}`;
    unit *= base;
  }
  return "";
}
var numberFilters = [
  ["int", int2],
  ["float", float],
  ["bool", bool],
  ["abs", abs],
  ["round", round],
  ["tojson", tojson],
  ["pprint", pprint],
  ["pluralize", pluralize],
  ["filesizeformat", filesizeformat]
];

// src/config/templates/library/group-tuple.ts
var GroupTuple = class extends TemplateObject {
  kind = "sequence";
  #grouper;
  #list;
  constructor(grouper, items3) {
    super();
    this.#grouper = grouper;
    this.#list = new Iterable(() => items3);
  }
  has(key) {
    return this.#position(key) !== void 0;
  }
  get(key) {
    const position2 = this.#position(key);
    if (position2 === void 0) return void 0;
    return position2 === 0 ? this.#grouper : this.#list;
  }
  #position(key) {
    const name = textOf(key);
    const index = indexOf(key);
    if (name === "grouper" || index === 0) return 0;
    return name === "list" || index === 1 ? 1 : void 0;
  }
  items() {
    return [this.#grouper, this.#list];
  }
};

// src/config/templates/library/order-filters.ts
function sort(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  const items3 = [...iterate(value, host)];
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  const reversed = named4.optional("reverse", asBool) ?? false;
  const attribute = named4.optional("attribute", asText);
  named4.end();
  const order2 = { caseSensitive, reverse: reversed };
  const keyOf = attribute === void 0 ? (item) => item : sortKey(attribute);
  const keyed = items3.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => compareBy(a.key, b.key, order2, host)).map(({ item }) => item);
}
function sortKey(attribute) {
  const paths = attribute.split(",").filter((path3) => path3 !== "");
  if (paths.length > 1) return (item) => paths.map((path3) => followPathOr(item, path3.trim(), void 0));
  const path2 = paths[0]?.trim() ?? attribute;
  return (item) => {
    try {
      return followPath(item, path2);
    } catch {
      throw unsupported("sorting by a path that an item lacks", "minijinja-cli leaves the order open");
    }
  };
}
function unique(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  const attribute = named4.optional("attribute", asText);
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  named4.end();
  const seen = /* @__PURE__ */ new Set();
  const seenObjects = [];
  return iterate(value, host).filter((item) => {
    const key = attribute === void 0 ? item : followPathOr(item, attribute, void 0);
    if (isObject(key)) return isNew(key, seenObjects, host);
    const text3 = textOf(key);
    const identity = text3 === void 0 || caseSensitive ? identityOf(key) : text3.toLowerCase();
    const known2 = seen.has(identity);
    seen.add(identity);
    return !known2;
  });
}
function isNew(key, seen, host) {
  if (seen.some((other) => compare(other, key, host.meter) === 0)) return false;
  seen.push(key);
  return true;
}
function groupby(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  const positional2 = args.optional(asText);
  args.endPositional();
  const fallback = named4.take("default") ?? void 0;
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  const attribute = positional2 ?? asText(named4.take("attribute"));
  named4.end();
  const order2 = { caseSensitive, reverse: false };
  const keyed = itemsOf(value).map((item) => ({ item, key: followPathOr(item, attribute, fallback) }));
  host.meter.step(keyed.length);
  keyed.sort((a, b) => compareBy(a.key, b.key, order2, host));
  const groups = [];
  for (const { item, key } of keyed) {
    const group = groups.at(-1);
    if (group === void 0 || compareBy(group.key, key, order2, host) !== 0) groups.push({ key, items: [item] });
    else {
      group.items.push(item);
      group.key = key;
    }
  }
  return groups.map(({ key, items: items3 }) => new GroupTuple(key, items3));
}
var orderFilters = [
  ["sort", sort],
  ["unique", unique],
  ["groupby", groupby]
];

// src/config/templates/library/format-field.ts
function formatField(value, format, host) {
  if (typeof value === "boolean") return formatBool(value, format);
  if (typeof value === "bigint") return formatInteger(value, format);
  if (isNumber(value)) return formatFloat(value, format);
  return formatText(display(value, host.meter), kindOf(value), format);
}
function formatBool(value, format) {
  return format.type === "s" ? pad(value ? "True" : "False", format) : formatInteger(value ? 1n : 0n, format);
}
function formatText(text3, kind, format) {
  if (format.type === "s") {
    const cut = format.precision === void 0 ? text3 : [...text3].slice(0, format.precision).join("");
    return pad(cut, format);
  }
  if (format.type !== "c") throw new TemplateFault(`a ${kind} cannot be formatted as "%${format.type}"`);
  if ([...text3].length !== 1) throw new TemplateFault('"%c" needs an integer or one character');
  return padTo(text3, format, 1);
}
function formatInteger(value, format) {
  const magnitude = value < 0n ? -value : value;
  const sign = signOf(value < 0n, format, format.type !== "s");
  switch (format.type) {
    case "c":
      return padTo(characterOf(value), format, 1);
    case "d":
      return padNumber(String(magnitude), sign, "", format);
    case "s":
      return padNumber(String(magnitude), value < 0n ? "-" : "", "", format);
    case "o":
      return padNumber(magnitude.toString(8), sign, "0o", format);
    case "x":
      return padNumber(magnitude.toString(16), sign, "0x", format);
    case "X":
      return padNumber(magnitude.toString(16).toUpperCase(), sign, "0X", format);
    default:
      return padNumber(formatMagnitude(magnitude, format), sign, "", format);
  }
}
function characterOf(code) {
  if (code < 0n || code > 0x10ffffn || code >= 0xd800n && code <= 0xdfffn) {
    throw new TemplateFault('"%c" needs a code point');
  }
  return String.fromCodePoint(Number(code));
}
function formatFloat(value, format) {
  if (!"eEfFgGs".includes(format.type)) throw new TemplateFault(`a float cannot be formatted as "%${format.type}"`);
  const negative = value < 0 || Object.is(value, -0);
  const sign = signOf(negative, format, format.type !== "s");
  if (Number.isNaN(value)) return padNumber(cased("nan", format), "", "", format);
  if (!Number.isFinite(value)) return padNumber(cased("inf", format), sign, "", format);
  const magnitude = Math.abs(value);
  if (magnitude === 0 && "gGs".includes(format.type)) return padNumber("0", sign, "", format);
  const text3 = formatMagnitude(magnitude, format);
  return padNumber(format.type === "s" && !/[.eE]/.test(text3) ? `${text3}.0` : text3, sign, "", format);
}
function cased(text3, { type }) {
  return "EFG".includes(type) ? text3.toUpperCase() : text3;
}
function signOf(negative, format, plusAllowed) {
  if (negative) return "-";
  if (format.plus && plusAllowed) return "+";
  return format.space ? " " : "";
}
function formatMagnitude(magnitude, format) {
  const precision = format.precision ?? 6;
  if (format.type === "f" || format.type === "F") return withPoint(toFixed(magnitude, precision), format);
  if (format.type === "e" || format.type === "E") {
    const { mantissa, exponent } = toExponential(magnitude, precision);
    return withPoint(mantissa, format) + format.type + exponentText(exponent);
  }
  return formatGeneral(magnitude, Math.max(1, precision), format);
}
function formatGeneral(magnitude, precision, format) {
  const { mantissa, exponent } = toExponential(magnitude, precision - 1);
  if (exponent >= -4 && exponent < precision) {
    if (typeof magnitude === "bigint") return String(magnitude);
    return withoutZeros(toFixed(magnitude, precision - 1 - exponent), format);
  }
  return withoutZeros(mantissa, format) + (format.type === "G" ? "E" : "e") + exponentText(exponent);
}
function withoutZeros(text3, { alternate }) {
  return alternate || !text3.includes(".") ? text3 : text3.replace(/0+$/, "").replace(/\.$/, "");
}
function withPoint(text3, { precision, alternate }) {
  return precision === 0 && alternate ? `${text3}.` : text3;
}
function exponentText(exponent) {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
function padNumber(digits, sign, prefix, format) {
  const marked = format.alternate ? prefix : "";
  if (!format.zero) return pad(sign + marked + digits, format);
  const width = (format.width ?? 0) - sign.length - marked.length;
  return sign + marked + digits.padStart(width, "0");
}
function pad(text3, format) {
  return padTo(text3, format, new TextEncoder().encode(text3).length);
}
function padTo(text3, { left, width = 0 }, length2) {
  const filler = " ".repeat(Math.max(0, width - length2));
  return left ? text3 + filler : filler + text3;
}

// src/config/templates/library/printf.ts
var field = /%(?:%|(?:\(([^)]*)\))?([#0\- +]*)(\d*)(?:\.(\d*))?[hlL]?(.?))/gsu;
var types = "dieEfFgGoxXcs";
function formatFilter(args, host) {
  const value = args.value();
  const values = args.rest();
  if (value instanceof SafeText) throw unsupported("formatting text that is marked safe");
  let next = 0;
  return asText(value).replace(field, (all, key, flags, width, precision, type) => {
    if (all === "%%") return "%";
    const argument = key === void 0 ? positional(values, next++) : named3(values, key);
    const text3 = formatField(argument, fieldFormat(flags, width, precision, type), host);
    host.meter.allocate(text3.length);
    return text3;
  });
}
function positional(values, index) {
  if (index >= values.length) throw new TemplateFault("format has fewer arguments than fields");
  return values[index];
}
function named3(values, key) {
  const [map] = values;
  const value = isMap2(map) ? attributeOf(map, key) : void 0;
  if (isUndefined(value)) throw new TemplateFault("format lacks an argument of a name in its text");
  return value;
}
function fieldFormat(flags, width, precision, type) {
  if (type === "" || !types.includes(type)) throw new TemplateFault("format has a field of an unknown type");
  const left = flags.includes("-");
  const zero = flags.includes("0") && !left;
  return {
    left,
    plus: flags.includes("+"),
    space: flags.includes(" ") && !flags.includes("+"),
    alternate: flags.includes("#"),
    zero: zero && width !== "",
    width: width === "" ? void 0 : sizeOf2(width),
    precision: precision === void 0 || precision === "" ? void 0 : sizeOf2(precision),
    type: type === "i" ? "d" : type
  };
}
function sizeOf2(digits) {
  const size = Number(digits);
  if (size > 1e4) throw new TemplateFault("format makes no field wider than 10000", { code: "template_limit" });
  return size;
}

// src/config/templates/library/filters.ts
function refuse2(name, why) {
  return [
    name,
    () => {
      throw unsupported(`the filter "${name}"`, why);
    }
  ];
}
var timeHint = "Dates have no place in a machine configuration; write the text itself";
var filters = new Map([
  ...textFilters,
  ...splitFilters,
  ...listFilters,
  ...orderFilters,
  ...mapFilters,
  ...numberFilters,
  ["map", mapFilter(() => filters)],
  ["format", formatFilter],
  refuse2("random", "A machine configuration must come out the same each time"),
  refuse2("wordwrap", "Wrap the text in the template"),
  refuse2("datetimeformat", timeHint),
  refuse2("dateformat", timeHint),
  refuse2("timeformat", timeHint)
]);

// src/config/templates/values/slice.ts
function slice(value, start, stop, step) {
  const bounds = { start: bound(start), stop: bound(stop), step: bound(step) ?? 1 };
  if (bounds.step === 0) throw new TemplateFault("cannot slice by steps of 0");
  const text3 = textOf(value);
  if (text3 !== void 0) return pick([...text3], bounds).join("");
  if (isAbsent(value)) return [];
  if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} cannot be sliced`);
  const items3 = objectItems(value) ?? [];
  const known2 = sizeOf(value) ?? (bounds.step < 0 ? items3.length : 0);
  const picked = pick(items3, bounds, known2);
  return new Iterable(() => picked, { sized: bounds.step < 0 || sizeOf(value) !== void 0 });
}
function bound(value) {
  if (value === null) return void 0;
  const index = indexOf(value);
  if (index === void 0) throw new TemplateFault(`a ${kindOf(value)} is no position to slice at`);
  return index;
}
function pick(items3, bounds, length2 = items3.length) {
  return bounds.step > 0 ? pickForwards(items3, bounds, length2) : pickBackwards(items3, bounds, length2);
}
function pickForwards(items3, { start = 0, stop, step }, length2) {
  const from = start < 0 ? Math.max(0, length2 + start) : start;
  const to = stop === void 0 ? length2 : stop < 0 ? Math.max(0, length2 + stop) : stop;
  const picked = [];
  for (const [index, item] of items3.slice(from, Math.max(from, to)).entries()) {
    if (index % step === 0) picked.push(item);
  }
  return picked;
}
function pickBackwards(items3, { start, stop, step }, length2) {
  if (length2 === 0) throw unsupported("slicing an empty value backwards", "minijinja-cli fails on it too");
  const from = firstBackwards(start, length2);
  const to = stop === void 0 ? 0 : stop < 0 ? Math.max(0, length2 + stop) : stop;
  const size = -step;
  const count2 = to === 0 ? Math.floor((from + size) / size) : Math.floor((from - to + size - 1) / size);
  const picked = [];
  for (let index = from; index >= to && picked.length < count2; index -= size)
    picked.push(...items3.slice(index, index + 1));
  return picked;
}
function firstBackwards(start, length2) {
  if (start === void 0 || start >= length2) return length2 - 1;
  return start >= 0 ? start : Math.max(0, length2 + start);
}

// src/config/templates/evaluate/comparisons.ts
function compareValues(type, left, right, meter) {
  switch (type) {
    case "==":
      return equals(left, right, meter);
    case "!=":
      return !equals(left, right, meter);
    case "<":
      return compare(left, right, meter) < 0;
    case "<=":
      return compare(left, right, meter) <= 0;
    case ">":
      return compare(left, right, meter) > 0;
    case ">=":
      return compare(left, right, meter) >= 0;
    case "in":
      return contains(right, left, meter);
    case "not in":
      return !contains(right, left, meter);
    default:
      return type;
  }
}

// src/config/templates/evaluate/fold-constants.ts
var foldable = /* @__PURE__ */ new Set(["Array", "Dict", "Not", "Neg", "And", "Or", "BinOp", "Compare"]);
var remembered = /* @__PURE__ */ new WeakMap();
function constantOf(expression, meter) {
  if (expression.typename === "Literal") return expression;
  if (!foldable.has(expression.typename)) return void 0;
  const known2 = remembered.get(expression);
  if (known2 !== void 0) return known2 === "none" ? void 0 : known2;
  const constant = tryFold(expression, meter);
  remembered.set(expression, constant ?? "none");
  return constant;
}
function tryFold(expression, meter) {
  try {
    return fold(expression, meter);
  } catch (error) {
    if (error instanceof TemplateFault && error.code === "template_invalid") return void 0;
    throw error;
  }
}
function fold(expression, meter) {
  switch (expression.typename) {
    case "Array":
      return allLiterals(expression.children) ? { value: expression.children.map((child2) => child2.typename === "Literal" ? child2.value : void 0) } : void 0;
    case "Dict": {
      if (!allLiterals(expression.children.flatMap(({ key, value }) => [key, value]))) return void 0;
      const map = new ValueMap();
      for (const { key, value } of expression.children) {
        if (key.typename === "Literal" && value.typename === "Literal") map.set(key.value, value.value);
      }
      return { value: map };
    }
    case "Not":
    case "Neg": {
      const target = constantOf(expression.target, meter);
      if (target === void 0) return void 0;
      return { value: expression.typename === "Not" ? !isTrue(target.value) : negate(target.value) };
    }
    case "And":
    case "Or":
      return foldLogic(expression, meter);
    case "BinOp": {
      const operands = both(expression.left, expression.right, meter);
      return operands && { value: calculate(expression.operator, operands[0], operands[1], meter) };
    }
    case "Compare":
      return foldComparison(expression, meter);
    default:
      return void 0;
  }
}
function allLiterals(expressions) {
  return expressions.every(({ typename }) => typename === "Literal");
}
function both(left, right, meter) {
  const [a, b] = [constantOf(left, meter), constantOf(right, meter)];
  return a === void 0 || b === void 0 ? void 0 : [a.value, b.value];
}
function foldLogic({ typename, left, right }, meter) {
  const operands = both(left, right, meter);
  if (operands === void 0) return void 0;
  const [a, b] = operands;
  if (typename === "Or") return { value: isTrue(a) ? a : b };
  return { value: isTrue(a) && isTrue(b) ? b : false };
}
function foldComparison({ expr, ops }, meter) {
  let left = constantOf(expr, meter);
  for (const { expr: operand, type } of ops) {
    const right = left === void 0 ? void 0 : constantOf(operand, meter);
    if (left === void 0 || right === void 0) return void 0;
    if (!compareValues(type, left.value, right.value, meter)) return { value: false };
    left = right;
  }
  return { value: true };
}

// src/config/templates/syntax/free-names.ts
var Tracker = class {
  free = /* @__PURE__ */ new Set();
  #assigned = [/* @__PURE__ */ new Set()];
  assign(name) {
    this.#assigned.at(-1)?.add(name);
  }
  assignTarget(target) {
    if (target.typename === "Symbol") this.assign(target.value);
    if (target.typename === "Array") for (const child2 of target.children) this.assignTarget(child2);
  }
  /** A name counts as assigned after its first look-up: it is free once. */
  use(name) {
    if (this.#assigned.some((names) => names.has(name))) return;
    this.free.add(name);
    this.assign(name);
  }
  scope(visit2) {
    this.#assigned.push(/* @__PURE__ */ new Set());
    visit2();
    this.#assigned.pop();
  }
};
var remembered2 = /* @__PURE__ */ new WeakMap();
function freeNames(macro) {
  const known2 = remembered2.get(macro);
  if (known2 !== void 0) return known2;
  const tracker = new Tracker();
  visitMacro(macro, tracker);
  remembered2.set(macro, tracker.free);
  return tracker.free;
}
function visitMacro(macro, tracker) {
  for (const { name } of macro.args) tracker.assign(name);
  for (const parameter of macro.args) visit(parameter.default, tracker);
  visitBody(macro.body, tracker);
}
function visitNestedMacro(macro, tracker) {
  tracker.scope(() => {
    tracker.assign("caller");
    visitMacro(macro, tracker);
  });
}
function visitBody(body, tracker) {
  for (const statement of body) visitStatement(statement, tracker);
}
function visitStatement(statement, tracker) {
  switch (statement.typename) {
    case "Output":
      if (statement.children[0].typename !== "TemplateData") visit(statement.children[0], tracker);
      return;
    case "If":
      visit(statement.cond, tracker);
      tracker.scope(() => visitBody(statement.body, tracker));
      tracker.scope(() => visitBody(statement.else_ ?? [], tracker));
      return;
    case "For":
      tracker.scope(() => {
        tracker.assign("loop");
        visit(statement.arr, tracker);
        tracker.assignTarget(statement.name);
        visit(statement.filter, tracker);
        visitBody(statement.body, tracker);
      });
      tracker.scope(() => visitBody(statement.else_, tracker));
      return;
    case "With":
      tracker.scope(() => {
        for (const { target, value } of statement.assignments) {
          tracker.assignTarget(target);
          visit(value, tracker);
        }
        visitBody(statement.body, tracker);
      });
      return;
    case "Set":
      tracker.assignTarget(statement.target);
      visit(statement.value, tracker);
      return;
    case "SetBlock":
      tracker.assignTarget(statement.target);
      tracker.scope(() => visitBody(statement.body, tracker));
      return;
    case "FilterBlock":
    case "AutoEscape":
      tracker.scope(() => visitBody(statement.body, tracker));
      return;
    case "Block":
      tracker.scope(() => {
        tracker.assign("super");
        visitBody(statement.body, tracker);
      });
      return;
    case "Import":
      tracker.assign(statement.target);
      return;
    case "FromImport":
      for (const { alias } of statement.names) tracker.assign(alias);
      return;
    case "Macro":
      tracker.assign(statement.name);
      visitNestedMacro(statement, tracker);
      return;
    case "CallBlock":
      visit(statement.call, tracker);
      visitNestedMacro(statement.caller, tracker);
      return;
    case "Do":
      visit(statement.call, tracker);
      return;
    case "Extends":
    case "Include":
    case "Break":
    case "Continue":
      return;
    default:
      statement;
  }
}
function visitArguments(args, tracker) {
  for (const { value } of args) visit(value, tracker);
}
function visit(expression, tracker) {
  switch (expression?.typename) {
    case void 0:
    case "Literal":
      return;
    case "Symbol":
      tracker.use(expression.value);
      return;
    case "Array":
      for (const child2 of expression.children) visit(child2, tracker);
      return;
    case "Dict":
      for (const { key, value } of expression.children) {
        visit(key, tracker);
        visit(value, tracker);
      }
      return;
    case "LookupVal":
      visit(expression.target, tracker);
      visit(expression.val, tracker);
      return;
    case "Slice":
      for (const bound2 of [expression.start, expression.stop, expression.step]) visit(bound2, tracker);
      return;
    case "FunCall":
      visit(expression.name, tracker);
      visitArguments(expression.args, tracker);
      return;
    case "Filter":
    case "Is":
      visit(expression.target, tracker);
      visitArguments(expression.args, tracker);
      return;
    case "InlineIf":
      visit(expression.cond, tracker);
      visit(expression.body, tracker);
      visit(expression.else_, tracker);
      return;
    case "And":
    case "Or":
    case "BinOp":
      visit(expression.left, tracker);
      visit(expression.right, tracker);
      return;
    case "Not":
    case "Neg":
      visit(expression.target, tracker);
      return;
    case "Compare":
      visit(expression.expr, tracker);
      for (const { expr } of expression.ops) visit(expr, tracker);
      return;
    default:
      expression;
  }
}

// src/config/templates/evaluate/state.ts
var State = class {
  run;
  scope;
  template;
  autoescape;
  blocks = /* @__PURE__ */ new Map();
  block;
  /** Templates extended so far, to find a cycle. */
  extended = /* @__PURE__ */ new Set();
  /** Set by `extends`: what is rendered in place of the template that is running. */
  parent;
  /** Where the parent is extended. */
  extendedFrom;
  /** The autoescaping with which the running template, block or macro began. */
  enteredAutoescape;
  constructor(run, scope, template, autoescape = template.autoescape) {
    this.run = run;
    this.scope = scope;
    this.template = template;
    this.autoescape = autoescape;
    this.enteredAutoescape = autoescape;
  }
  get meter() {
    return this.run.meter;
  }
  get strict() {
    return this.run.strict;
  }
  get initialAutoescape() {
    return this.template.autoescape;
  }
  lookup(name) {
    return this.scope.find(name)?.value;
  }
  carryOrigins(from, to) {
    this.run.origins.carry(from, to);
  }
  invoke(callee, args) {
    for (const value of args) this.meter.walk(textOf(value)?.length ?? 0);
    return callee(new Arguments(args, this), this);
  }
  originAt(position2) {
    return { file: this.template.path, line: position2.lineno + 1 };
  }
  /** Runs something and gives back what it wrote. */
  captured(write2) {
    this.run.output.capture();
    write2();
    return this.toValue(this.run.output.release());
  }
  toValue(written) {
    this.run.origins.remember(written);
    this.meter.allocate(written.text.length);
    return this.autoescape === "none" ? written.text : new SafeText(written.text);
  }
};

// src/config/templates/evaluate/macro-object.ts
var macroDepth = 4;
var MacroObject = class extends TemplateObject {
  kind = "map";
  macro;
  template;
  closure;
  constructor(macro, template, closure) {
    super();
    this.macro = macro;
    this.template = template;
    this.closure = closure;
  }
  get usesCaller() {
    return freeNames(this.macro).has("caller");
  }
  has(key) {
    return key === "name" || key === "arguments" || key === "caller";
  }
  get(key) {
    if (key === "name") return this.macro.name;
    if (key === "arguments") return this.macro.args.map(({ name }) => name);
    return key === "caller" ? this.usesCaller : void 0;
  }
  items() {
    return ["name", "arguments", "caller"];
  }
  display() {
    return `<macro ${this.macro.name}>`;
  }
};
function declareMacro(macro, state) {
  const { top } = state.scope;
  for (const name of freeNames(macro)) {
    if (name === "caller") continue;
    top.closure ??= /* @__PURE__ */ new Map();
    if (!top.closure.has(name)) top.closure.set(name, state.lookup(name));
  }
  return new MacroObject(macro, state.template, top.closure ?? /* @__PURE__ */ new Map());
}
function callMacro(callee, values, state) {
  const { args, caller } = bind(callee, values);
  const frames = [new Frame({ context: state.run.root }), new Frame({ context: callee.closure })];
  const scope = new Scope(state.scope.globals, frames, state.scope.depth + macroDepth);
  const inner = new State(state.run, scope, callee.template, state.autoescape);
  if (callee.usesCaller) scope.store("caller", caller);
  return state.captured(() => {
    for (const [index, parameter] of [...callee.macro.args.entries()].reverse()) {
      const given = args[index];
      const value = isUndefined(given) && parameter.default !== void 0 ? state.run.interpreter.evaluate(parameter.default, inner) : given;
      scope.store(parameter.name, value);
    }
    state.run.interpreter.execute(callee.macro.body, inner);
  });
}
function bind(callee, values) {
  const last2 = values.at(-1);
  const keywords = last2 instanceof Keywords ? last2 : new Keywords();
  const positional2 = last2 instanceof Keywords ? values.slice(0, -1) : values;
  const { name: macroName, args: parameters } = callee.macro;
  if (positional2.length > parameters.length) throw new TemplateFault(`too many arguments for the macro "${macroName}"`);
  const used = new Set(callee.usesCaller ? ["caller"] : []);
  const args = parameters.map(({ name }, index) => {
    if (index < positional2.length) {
      if (keywords.has(name)) throw new TemplateFault(`the argument "${name}" is given twice`);
      return positional2[index];
    }
    if (keywords.has(name)) used.add(name);
    return keywords.get(name);
  });
  for (const key of keywords.items()) {
    const name = textOf(key);
    if (name !== void 0 && !used.has(name))
      throw new TemplateFault(
        `the macro "${macroName}" has no argument${keywords.written.has(name) ? ` "${name}"` : " of a name given here"}`
      );
  }
  return { args, caller: keywords.get("caller") };
}

// src/config/templates/evaluate/evaluate.ts
function evaluate(expression, state) {
  state.meter.step();
  try {
    const constant = constantOf(expression, state.meter);
    return constant === void 0 ? evaluateNode(expression, state) : constant.value;
  } catch (error) {
    throw error instanceof TemplateFault ? error.at(state.template.path, expression) : error;
  }
}
function evaluateNode(expression, state) {
  switch (expression.typename) {
    case "Literal":
      return expression.value;
    case "Symbol":
      return state.lookup(expression.value);
    case "Array":
      return expression.children.map((child2) => evaluate(child2, state));
    case "Dict":
      return buildMap(expression, state);
    case "LookupVal":
      return lookUp(expression, state);
    case "Slice":
      return evaluateSlice(expression, state);
    case "FunCall":
      return state.run.interpreter.call(expression, state);
    case "Filter":
      return applyFilter(expression, state);
    case "Is":
      return applyTest(expression, state);
    case "InlineIf":
      return choose(expression, state);
    case "And":
    case "Or": {
      const left = evaluate(expression.left, state);
      const decided = conditionOf(left, expression.left, state) === (expression.typename === "Or");
      return decided ? left : evaluate(expression.right, state);
    }
    case "Not":
      return !conditionOf(evaluate(expression.target, state), expression.target, state);
    case "Neg":
      return negate(evaluate(expression.target, state));
    case "BinOp":
      return evaluateBinary(expression, state);
    case "Compare":
      return evaluateComparison(expression, state);
    default:
      return expression;
  }
}
function conditionOf(value, expression, state) {
  requireDefined(value, expression, state);
  return truthOf(value, state);
}
function requireDefined(value, expression, state) {
  if (state.strict && value === void 0) {
    throw new TemplateFault(`${describe(expression)} is undefined`, {
      hint: "Set the variable, or give it a default: | default('\u2026')"
    }).at(state.template.path, expression);
  }
}
function buildMap({ children }, state) {
  const map = new ValueMap();
  for (const { key, value } of children) map.set(evaluate(key, state), evaluate(value, state));
  return map;
}
function lookUp({ target, val, dotted }, state) {
  const container = evaluate(target, state);
  const key = evaluate(val, state);
  if (isUndefined(container)) {
    throw new TemplateFault(`${describe(target)} is undefined, so nothing can be looked up in it`);
  }
  state.meter.walk(textOf(container)?.length ?? 0);
  return dotted && typeof key === "string" ? attributeOf(container, key) : itemOf(container, key);
}
function evaluateSlice({ target, start, stop, step }, state) {
  const value = evaluate(target, state);
  const [from, to, by] = [start, stop, step].map((bound2) => bound2 === void 0 ? null : evaluate(bound2, state));
  requireDefined(value, target, state);
  state.meter.walk(textOf(value)?.length ?? 0);
  const sliced = slice(value, from, to, by);
  if (typeof sliced === "string") state.meter.allocate(sliced.length);
  else state.meter.allocateItems(itemsOf(sliced).length);
  return sliced;
}
function choose({ cond, body, else_ }, state) {
  if (conditionOf(evaluate(cond, state), cond, state)) return evaluate(body, state);
  return else_ === void 0 ? silentUndefined : evaluate(else_, state);
}
function evaluateBinary({ operator: operator2, left, right }, state) {
  const [a, b] = [evaluate(left, state), evaluate(right, state)];
  if (operator2 === "~") {
    requireDefined(a, left, state);
    requireDefined(b, right, state);
  }
  return calculate(operator2, a, b, state.meter);
}
function evaluateComparison({ expr, ops }, state) {
  let left = evaluate(expr, state);
  let leftExpression = expr;
  for (const { expr: operand, type } of ops) {
    const right = evaluate(operand, state);
    requireDefined(left, leftExpression, state);
    requireDefined(right, operand, state);
    if (!compareValues(type, left, right, state.meter)) return false;
    left = right;
    leftExpression = operand;
  }
  return true;
}
function applyFilter({ name, target, args }, state, block) {
  const value = target === void 0 ? block : evaluateFiltered(target, state, block);
  const filter = find(filters, name, "filter");
  return state.invoke(filter, [value, ...evaluateArguments(args, state)]);
}
function evaluateFiltered(target, state, block) {
  const inChain = block !== void 0 && target.typename === "Filter";
  return inChain ? applyFilter(target, state, block) : evaluate(target, state);
}
function applyTest({ name, target, args }, state) {
  const value = evaluate(target, state);
  return isTrue(state.invoke(find(tests, name, "test"), [value, ...evaluateArguments(args, state)]));
}
function find(library, name, what) {
  const found = library.get(name);
  if (found !== void 0) return found;
  const nearest = nearestName(name, [...library.keys()]);
  throw new TemplateFault(
    `there is no ${what} "${name}"`,
    nearest === void 0 ? {} : { hint: `Did you mean "${nearest}"?` }
  );
}
function evaluateArguments(args, state, caller) {
  const values = [];
  for (const argument of args) {
    if (argument.kind === "positional") values.push(evaluate(argument.value, state));
    if (argument.kind === "splat") values.push(...itemsOf(evaluate(argument.value, state)));
  }
  const named4 = args.filter(({ kind }) => kind === "keyword" || kind === "keywords");
  if (named4.length === 0 && caller === void 0) return values;
  const keywords = new Keywords();
  for (const argument of named4) addKeywords(argument, keywords, state);
  if (caller !== void 0) keywords.set("caller", declareMacro(caller, state));
  return [...values, keywords];
}
function addKeywords(argument, keywords, state) {
  const value = evaluate(argument.value, state);
  if (argument.kind === "keyword") {
    keywords.set(argument.name, value);
    keywords.written.add(argument.name);
    return;
  }
  assertDefined(value, state);
  if (!isMap2(value)) throw new TemplateFault(`a ${kindOf(value)} cannot be keyword arguments`);
  for (const [key, item] of entriesOf(value)) keywords.set(key, item);
}

// src/config/templates/evaluate/loop-object.ts
var attributes = /* @__PURE__ */ new Map([
  ["index0", (loop) => BigInt(loop.index)],
  ["index", (loop) => BigInt(loop.index + 1)],
  ["length", (loop) => whole(loop.length)],
  ["revindex", (loop) => whole(loop.remaining)],
  ["revindex0", (loop) => whole(loop.remaining === void 0 ? void 0 : Math.max(0, loop.remaining - 1))],
  ["first", (loop) => loop.index === 0],
  ["last", (loop) => loop.length !== void 0 && (loop.length === 0 || loop.index === loop.length - 1)],
  ["depth", (loop) => BigInt(loop.depth + 1)],
  ["depth0", (loop) => BigInt(loop.depth)],
  ["previtem", (loop) => loop.rounds[loop.index - 1]],
  ["nextitem", (loop) => loop.rounds[loop.index + 1]]
]);
function whole(count2) {
  return count2 === void 0 ? void 0 : BigInt(count2);
}
var LoopObject = class extends TemplateObject {
  kind = "map";
  /** What the loop goes over. */
  rounds;
  /** Known beforehand only for what has a length; a string has none here. */
  length;
  depth;
  /** Runs the loop's body over other items, for a recursive loop. */
  recurse;
  /** minijinja mixes up its values when such a loop is called inside an expression. */
  hasElse;
  index = -1;
  #lastChanged;
  constructor(items3, options) {
    super();
    this.rounds = items3;
    this.length = options.length;
    this.depth = options.depth;
    this.recurse = options.recurse;
    this.hasElse = options.hasElse ?? false;
  }
  get remaining() {
    return this.length === void 0 ? void 0 : Math.max(0, this.length - this.index);
  }
  has(key) {
    return typeof key === "string" && attributes.has(key);
  }
  get(key) {
    const attribute = typeof key === "string" && this.index >= 0 ? attributes.get(key) : void 0;
    return attribute?.(this);
  }
  items() {
    return [...attributes.keys()];
  }
  display() {
    return `<loop ${this.index}/${this.length ?? "?"}>`;
  }
  /** `loop.changed(…)`: whether the arguments differ from those of the call before. */
  changed(values, meter) {
    const last2 = this.#lastChanged;
    const same2 = last2 !== void 0 && last2.length === values.length && last2.every((value, index) => equals(value, values[index], meter));
    if (!same2) this.#lastChanged = values;
    return !same2;
  }
  cycle(values) {
    if (values.length === 0) throw new TemplateFault("loop.cycle needs at least one argument");
    return values[this.index % values.length];
  }
};

// src/config/templates/evaluate/call.ts
function call(expression, state, caller) {
  const { name: callee, args } = expression;
  if (callee.typename === "Symbol") return callNamed(callee.value, evaluateArguments(args, state, caller), state);
  if (callee.typename === "LookupVal" && callee.dotted && callee.val.typename === "Literal") {
    const name = String(callee.val.value);
    if (callee.target.typename === "Symbol" && callee.target.value === "self") {
      return state.captured(() => writeBlock(name, state));
    }
    const target2 = evaluate(callee.target, state);
    if (isUndefined(target2)) throw new TemplateFault(`${describe(callee.target)} is undefined, so it has no methods`);
    return callMethod(target2, name, evaluateArguments(args, state, caller), state);
  }
  const target = evaluate(callee, state);
  return callValue(target, evaluateArguments(args, state, caller), state, describe(callee));
}
function callNamed(name, args, state) {
  if (name === "super") {
    if (args.length > 0) throw new TemplateFault("super() takes no arguments");
    return state.captured(() => writeSuper(state));
  }
  const found = state.scope.find(name);
  if (found === void 0) throw new TemplateFault(`there is no function "${name}"`);
  if (!(found.value instanceof LoopObject)) return callValue(found.value, args, state, `"${name}"`);
  const [items3] = args;
  if (args.length !== 1) throw new TemplateFault("loop() takes one argument");
  const loop = found.value;
  if (loop.hasElse) throw unsupported("calling a recursive loop that has an else inside an expression");
  return state.captured(() => recurse(loop, items3, state));
}
function recurse(loop, items3, state) {
  if (loop.recurse === void 0) throw new TemplateFault("this loop is not recursive");
  loop.recurse(items3, state);
}
function callValue(callee, args, state, described) {
  state.meter.step();
  if (callee instanceof MacroObject) return callMacro(callee, args, state);
  if (callee instanceof NativeFunction) return state.invoke(callee.call, args);
  if (callee instanceof Joiner) return state.invoke((bound2) => callee.call(bound2), args);
  throw new TemplateFault(`${described} is a ${kindOf(callee)} and cannot be called`);
}
function callMethod(target, name, args, state) {
  if (target instanceof LoopObject) {
    if (name === "changed") return target.changed(args, state.meter);
    if (name === "cycle") return target.cycle(args);
  }
  if (target instanceof Cycler && name === "next") return state.invoke((bound2) => target.next(bound2), args);
  if (state.run.pyCompat) {
    const result = callPythonMethod(target, name, args, state);
    if (result !== void 0) return result.value;
  }
  if (target instanceof TemplateObject && target.has(name)) {
    return callValue(attributeOf(target, name), args, state, `"${name}"`);
  }
  throw new TemplateFault(`a ${kindOf(target)} has no method "${name}"`, hintFor(name));
}
var filterInstead = /* @__PURE__ */ new Map([
  ["items", "| items"],
  ["get", "| default('\u2026') after the look-up"],
  ["upper", "| upper"],
  ["lower", "| lower"],
  ["split", "| split('\u2026')"],
  ["replace", "| replace('\u2026', '\u2026')"],
  ["strip", "| trim"]
]);
function hintFor(name) {
  const filter = filterInstead.get(name);
  if (filter === void 0) return {};
  return { hint: `Write ${filter}, or set py-compat = true in .minijinja.toml if minijinja-cli is called with it` };
}

// src/config/templates/evaluate/assign.ts
function assign(target, value, state) {
  if (target.typename === "Symbol") {
    state.scope.store(target.value, value);
    return;
  }
  if (target.typename === "LookupVal") {
    setAttribute(target.target, target.val, value, state);
    return;
  }
  const items3 = isObject(value) ? objectItems(value) : void 0;
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be unpacked`);
  if (items3.length !== target.children.length) {
    throw new TemplateFault(`${items3.length} values cannot be unpacked into ${target.children.length} names`);
  }
  for (const [index, child2] of target.children.entries()) assign(child2, items3[index], state);
}
function setAttribute(target, name, value, state) {
  const namespace2 = evaluate(target, state);
  if (!(namespace2 instanceof Namespace)) {
    throw new TemplateFault(`only a namespace's attributes can be set, not those of a ${kindOf(namespace2)}`);
  }
  namespace2.set(textOf(evaluate(name, state)) ?? "", value);
}

// src/config/templates/evaluate/execute-for.ts
function executeFor(statement, state) {
  const iterated = evaluate(statement.arr, state);
  requireDefined(iterated, statement.arr, state);
  const items3 = iterate(iterated, state);
  const kept = statement.filter === void 0 ? items3 : filterItems(statement, statement.filter, items3, state);
  const length2 = statement.filter === void 0 ? lengthHint(iterated) : kept.length;
  return runLoop(statement, kept, length2, state) ? void 0 : state.run.interpreter.execute(statement.else_, state);
}
function filterItems(statement, filter, items3, state) {
  const frame = new Frame({ loop: new LoopObject(items3, { length: items3.length, depth: 0 }) });
  state.scope.push(frame);
  const kept = items3.filter((item) => {
    frame.locals.clear();
    assign(statement.name, item, state);
    return conditionOf(evaluate(filter, state), filter, state);
  });
  state.scope.pop();
  return kept;
}
function runLoop(statement, items3, length2, state) {
  const outer = state.scope.loop;
  const depth = outer?.recurse === void 0 ? 0 : outer.depth + 1;
  const loop = new LoopObject(items3, {
    length: length2,
    depth,
    recurse: recursion(statement, state),
    hasElse: statement.else_.length > 0
  });
  const frame = new Frame({ loop, loopVisible: true });
  state.scope.push(frame);
  let broken = false;
  for (const [index, item] of items3.entries()) {
    state.meter.step();
    loop.index = index;
    frame.locals.clear();
    assign(statement.name, item, state);
    broken = state.run.interpreter.execute(statement.body, state) === "break";
    if (broken) break;
  }
  if (!broken) loop.index++;
  state.scope.pop();
  return loop.index > 0;
}
function recursion(statement, state) {
  if (!statement.recursive) return void 0;
  return (value, caller) => {
    if (caller !== state) throw unsupported("calling a loop from elsewhere than where it runs");
    runLoop(statement, iterate(value, state), lengthHint(value), state);
  };
}

// src/config/templates/evaluate/execute.ts
function execute(body, state) {
  for (const statement of body) {
    const completion = executeStatement(statement, state);
    if (completion !== void 0) return completion;
  }
  return void 0;
}
function executeStatement(statement, state) {
  state.meter.step();
  try {
    return executeNode(statement, state);
  } catch (error) {
    throw error instanceof TemplateFault ? error.at(state.template.path, statement) : error;
  }
}
function executeNode(statement, state) {
  switch (statement.typename) {
    case "If":
      return executeIf(statement, state);
    case "For":
      return executeFor(statement, state);
    case "Break":
      return "break";
    case "Continue":
      return "continue";
    default:
      executeSimple(statement, state);
      return void 0;
  }
}
function executeSimple(statement, state) {
  switch (statement.typename) {
    case "Output":
      writeOutput(statement, state);
      return;
    case "Set":
      assign(statement.target, evaluate(statement.value, state), state);
      return;
    case "SetBlock":
      executeSetBlock(statement, state);
      return;
    case "With":
      executeWith(statement, state);
      return;
    case "FilterBlock": {
      const captured = state.captured(() => execute(statement.body, state));
      write(applyFilter(statement.filter, state, captured), statement, state);
      return;
    }
    case "AutoEscape":
      executeAutoEscape(statement, state);
      return;
    case "Macro":
      state.scope.store(statement.name, declareMacro(statement, state));
      return;
    case "CallBlock":
      executeCallBlock(statement, state);
      return;
    case "Do":
      call(statement.call, state);
      return;
    case "Block":
      writeBlock(statement.name, state);
      return;
    case "Extends":
      extendTemplate(statement, state);
      return;
    case "Include":
      includeTemplate(statement, state);
      return;
    case "Import":
      importTemplate(statement, state);
      return;
    case "FromImport":
      importNames(statement, state);
      return;
    default:
      statement;
  }
}
function writeOutput({ children: [child2], lineno }, state) {
  if (child2.typename === "TemplateData") {
    const { path: path2 } = state.template;
    state.run.output.write(child2.value, (line) => ({ file: path2, line: child2.lineno + line + 1 }));
    return;
  }
  if (writesDirectly(child2, state)) return;
  const value = evaluate(child2, state);
  requireDefined(value, child2, state);
  write(value, { lineno, colno: 0 }, state, child2.typename === "FunCall");
}
function writesDirectly(child2, state) {
  if (child2.typename !== "FunCall") return false;
  const { name: callee, args } = child2;
  if (callee.typename === "Symbol") {
    if (callee.value === "super" && args.length === 0) {
      writeSuper(state);
      return true;
    }
    if (callee.value !== "loop" || args.length !== 1 || args[0]?.kind !== "positional") return false;
    const items3 = evaluate(args[0].value, state);
    const { loop } = state.scope;
    if (loop === void 0) throw new TemplateFault("loop() is called outside a loop");
    recurse(loop, items3, state);
    return true;
  }
  if (callee.typename !== "LookupVal" || !callee.dotted || callee.val.typename !== "Literal") return false;
  if (callee.target.typename !== "Symbol" || callee.target.value !== "self") return false;
  writeBlock(String(callee.val.value), state);
  return true;
}
function write(value, at, state, called = false) {
  const text3 = escapeValue(value, state.autoescape, state.meter);
  state.run.output.write(text3, state.run.origins.originOf(text3, state.originAt(at), called));
}
function executeSetBlock({ target, filter, body }, state) {
  const captured = state.captured(() => execute(body, state));
  assign(target, filter === void 0 ? captured : applyFilter(filter, state, captured), state);
}
function executeIf({ cond, body, else_ }, state) {
  const holds = conditionOf(evaluate(cond, state), cond, state);
  return execute(holds ? body : else_ ?? [], state);
}
function executeWith({ assignments, body }, state) {
  state.scope.push(new Frame());
  for (const { target, value } of assignments) assign(target, evaluate(value, state), state);
  execute(body, state);
  state.scope.pop();
}
function executeAutoEscape({ enabled, body }, state) {
  const outer = state.autoescape;
  state.autoescape = deriveAutoEscape(evaluate(enabled, state), state);
  execute(body, state);
  state.autoescape = outer;
}
function deriveAutoEscape(value, state) {
  const mode = textOf(value);
  if (mode === "html" || mode === "json" || mode === "none") return mode;
  if (mode !== void 0) throw new TemplateFault("autoescape takes a bool, html, json or none");
  if (!equals(value, true, state.meter)) return "none";
  return state.enteredAutoescape === "none" ? "html" : state.enteredAutoescape;
}
function executeCallBlock(statement, state) {
  const value = call(statement.call, state, statement.caller);
  requireDefined(value, statement.call, state);
  write(value, statement, state, true);
}

// src/config/templates/evaluate/interpreter.ts
var interpreter = { evaluate, execute, call };

// src/config/templates/evaluate/origins.ts
var OriginMemory = class {
  #texts = /* @__PURE__ */ new Map();
  #last;
  /** Two captures may give the same text: then nobody knows whose lines it has. */
  remember(written) {
    this.#last = written;
    this.#add(written);
  }
  #add({ text: text3, origins }) {
    if (!text3.includes("\n")) return;
    const known2 = this.#texts.get(text3);
    this.#texts.set(text3, known2 === void 0 ? origins : combine(known2, origins));
  }
  /** For a text made of another line by line, as `indent` does. */
  carry(from, to) {
    const origins = this.#texts.get(from);
    if (origins !== void 0 && countLines(from) === countLines(to)) this.#add({ text: to, origins });
  }
  /** The lines of an emitted text: those that wrote it, else the emitting one. `called`: it is what a call just gave. */
  originOf(text3, emitting, called) {
    const last2 = called && this.#last?.text === text3 ? this.#last.origins : void 0;
    const origins = last2 ?? (text3.includes("\n") ? this.#texts.get(text3) : void 0);
    return origins === void 0 ? () => emitting : (line) => origins[line];
  }
};
function combine(known2, origins) {
  return known2.map((origin, line) => sameOrigin(origin, origins[line]) ? origin : void 0);
}
function sameOrigin(left, right) {
  return left?.file === right?.file && left?.line === right?.line;
}
function countLines(text3) {
  return text3.split("\n").length;
}

// src/config/templates/evaluate/output.ts
var Sink = class {
  #parts = [];
  #origins = [void 0];
  #decided = false;
  write(text3, originOf) {
    this.#parts.push(text3);
    let line = 0;
    let start = 0;
    for (let end = text3.indexOf("\n"); ; end = text3.indexOf("\n", start)) {
      this.#extendLine(text3.slice(start, end === -1 ? void 0 : end), end !== -1, line, originOf);
      if (end === -1) return;
      this.#origins.push(void 0);
      this.#decided = false;
      start = end + 1;
      line++;
    }
  }
  #extendLine(part, ends, line, originOf) {
    if (this.#decided || part === "" && !ends) return;
    const decides = /\S/.test(part);
    const last2 = this.#origins.length - 1;
    if (decides || this.#origins[last2] === void 0) this.#origins[last2] = originOf(line);
    this.#decided = decides;
  }
  finish() {
    return { text: this.#parts.join(""), origins: this.#origins };
  }
};
var Output = class {
  /** undefined throws away what is written. */
  #sinks = [new Sink()];
  #maxLength;
  #length = 0;
  constructor(maxLength) {
    this.#maxLength = maxLength;
  }
  get discarding() {
    return this.#sinks.at(-1) === void 0;
  }
  write(text3, originOf) {
    const sink = this.#sinks.at(-1);
    if (sink === void 0 || text3 === "") return;
    this.#length += text3.length;
    if (this.#length > this.#maxLength) throw tooMuch(`the output is longer than ${this.#maxLength} characters`);
    sink.write(text3, originOf);
  }
  /** Catches what is written until `release`. */
  capture() {
    this.#sinks.push(new Sink());
  }
  discard() {
    this.#sinks.push(void 0);
  }
  release() {
    const written = this.#sinks.pop()?.finish() ?? { text: "", origins: [] };
    this.#length -= written.text.length;
    return written;
  }
};

// src/config/templates/evaluate/render.ts
function render(request) {
  const { template, definitions, environment, meter } = request;
  const output = new Output(meter.limits.outputLength);
  const names = new Map(globals);
  if (environment !== void 0) names.set("ENV", environment);
  const run = { ...request, root: definitions, output, interpreter, origins: new OriginMemory() };
  try {
    const state = new State(run, new Scope(names, [new Frame({ context: definitions })]), template);
    state.blocks = blocksOf(template);
    runTemplate(template, state);
  } catch (error) {
    throw error instanceof RangeError ? stackOverflow(template) : error;
  }
  return output.release();
}
function stackOverflow(template) {
  return tooMuch("values or calls are nested too deeply").at(template.path, { lineno: 0, colno: 0 });
}

// src/config/templates/syntax/template-parser.ts
var import_lexer4 = __toESM(require_lexer(), 1);

// src/config/templates/syntax/nodes.ts
var import_nodes = __toESM(require_nodes(), 1);
var own = new Map(
  ["AutoEscape", "Break", "CallBlock", "Continue", "Do", "FilterBlock", "SetBlock", "Slice", "With"].map((name) => [
    name,
    import_nodes.default.Node.extend(name, { fields: [] })
  ])
);
function node(typename, at, fields) {
  const Class = own.get(typename) ?? import_nodes.default[typename];
  if (Class === void 0) throw new Error(`nunjucks has no node ${typename}`);
  return Object.assign(new Class(at.lineno, at.colno), fields);
}

// src/config/templates/syntax/target-parser.ts
var import_lexer3 = __toESM(require_lexer(), 1);

// src/config/templates/syntax/expression-parser.ts
var import_lexer2 = __toESM(require_lexer(), 1);

// src/config/templates/syntax/token-parser.ts
var import_lexer = __toESM(require_lexer(), 1);
var import_parser = __toESM(require_parser(), 1);
var maxNesting = 150;
var TokenParser = class extends import_parser.default.Parser {
  #nesting = 0;
  error(message, lineno, colno) {
    const fault = new TemplateFault(message);
    return lineno === void 0 || colno === void 0 ? fault : fault.at("", { lineno, colno });
  }
  nested(parse3) {
    this.#nesting++;
    if (this.#nesting > maxNesting) {
      throw new TemplateFault("expressions or blocks are nested too deeply", { code: "template_limit" });
    }
    const parsed = parse3();
    this.#nesting--;
    return parsed;
  }
  /** Takes the next token when it has the type, and the value if one is asked for. */
  take(type, expected, value) {
    const token = this.next(expected);
    if (token.type !== type || value !== void 0 && token.value !== value) throw this.unexpected(token, expected);
    return token;
  }
  next(expected) {
    return this.nextToken() ?? this.endOfTemplate(expected);
  }
  isNext(type, value) {
    const token = this.peekToken();
    return token !== null && token.type === type && (value === void 0 || token.value === value);
  }
  unexpected(token, expected) {
    const written = token.type === import_lexer.default.TOKEN_STRING ? "a string" : `"${token.value}"`;
    return new TemplateFault(`unexpected ${written}, expected ${expected}`).at("", token);
  }
  endOfTemplate(expected) {
    throw new TemplateFault(`unexpected end of the template, expected ${expected}`);
  }
};

// src/config/templates/syntax/expression-parser.ts
var maxArguments = 2e3;
var comparisons2 = /* @__PURE__ */ new Set(["==", "!=", "<", "<=", ">", ">="]);
var constants = /* @__PURE__ */ new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null]
]);
var argumentStarts = /* @__PURE__ */ new Set([
  import_lexer2.default.TOKEN_SYMBOL,
  import_lexer2.default.TOKEN_STRING,
  import_lexer2.default.TOKEN_INT,
  import_lexer2.default.TOKEN_FLOAT,
  import_lexer2.default.TOKEN_LEFT_BRACKET,
  import_lexer2.default.TOKEN_LEFT_CURLY
]);
var notArguments = /* @__PURE__ */ new Set(["and", "or", "else", "is"]);
var ExpressionParser = class extends TokenParser {
  parseExpression() {
    return this.nested(() => this.#inlineIf());
  }
  parseCondition() {
    return this.#or();
  }
  #here() {
    return this.peekToken() ?? this.endOfTemplate("an expression");
  }
  #inlineIf() {
    let expression = this.#or();
    while (this.skipSymbol("if")) {
      const cond = this.#or();
      const else_ = this.skipSymbol("else") ? this.#inlineIf() : void 0;
      expression = node("InlineIf", expression, { cond, body: expression, else_ });
    }
    return expression;
  }
  #or() {
    let left = this.#and();
    while (this.skipSymbol("or")) left = node("Or", left, { left, right: this.#and() });
    return left;
  }
  #and() {
    let left = this.#not();
    while (this.skipSymbol("and")) left = node("And", left, { left, right: this.#not() });
    return left;
  }
  #not() {
    const at = this.#here();
    if (!this.skipSymbol("not")) return this.#compare();
    return this.nested(() => node("Not", at, { target: this.#not() }));
  }
  #compare() {
    const expr = this.#sum();
    const ops = [];
    for (let type = this.#comparison(); type !== void 0; type = this.#comparison()) {
      const operand = this.#sum();
      ops.push(node("CompareOperand", operand, { expr: operand, type }));
    }
    return ops.length === 0 ? expr : node("Compare", expr, { expr, ops });
  }
  #comparison() {
    const token = this.peekToken();
    if (token?.type === import_lexer2.default.TOKEN_OPERATOR && comparisons2.has(token.value)) {
      this.nextToken();
      return token.value;
    }
    if (this.skipSymbol("in")) return "in";
    if (!this.skipSymbol("not")) return void 0;
    this.take(import_lexer2.default.TOKEN_SYMBOL, '"in"', "in");
    return "not in";
  }
  #sum() {
    return this.#binary(["+", "-"], () => this.#concatenation());
  }
  #concatenation() {
    return this.#binary(["~"], () => this.#product());
  }
  #product() {
    return this.#binary(["*", "/", "//", "%"], () => this.#power());
  }
  #power() {
    return this.#binary(["**"], () => this.#unary());
  }
  #binary(operators, operand) {
    let left = operand();
    for (; ; ) {
      const token = this.peekToken();
      const operator2 = operators.find((candidate) => token?.value === candidate && token.type !== import_lexer2.default.TOKEN_STRING);
      if (operator2 === void 0) return left;
      this.nextToken();
      left = node("BinOp", left, { operator: operator2, left, right: operand() });
    }
  }
  #unary() {
    return this.#filtersAndTests(this.#postfix(this.#negation()));
  }
  /** As in minijinja, a minus binds closer than what follows it: `-a.b` is `(-a).b`. */
  #negation() {
    const at = this.#here();
    if (!this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "-")) return this.nested(() => this.#primary());
    return this.nested(() => node("Neg", at, { target: this.#negation() }));
  }
  #postfix(target) {
    if (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, ".")) return this.#postfix(this.#attribute(target));
    if (this.skip(import_lexer2.default.TOKEN_LEFT_BRACKET)) return this.#postfix(this.#subscript(target));
    if (!this.isNext(import_lexer2.default.TOKEN_LEFT_PAREN)) return target;
    return this.#postfix(node("FunCall", target, { name: target, args: this.parseArguments() }));
  }
  #attribute(target) {
    const token = this.next("a name or an integer");
    if (token.type !== import_lexer2.default.TOKEN_SYMBOL && token.type !== import_lexer2.default.TOKEN_INT) {
      throw this.unexpected(token, "a name or an integer");
    }
    const dotted = token.type === import_lexer2.default.TOKEN_SYMBOL;
    const val = node("Literal", token, { value: dotted ? token.value : BigInt(token.value) });
    return node("LookupVal", target, { target, val, dotted });
  }
  #subscript(target) {
    const at = this.#here();
    const start = this.isNext(import_lexer2.default.TOKEN_COLON) ? void 0 : this.parseExpression();
    if (!this.skip(import_lexer2.default.TOKEN_COLON)) {
      this.take(import_lexer2.default.TOKEN_RIGHT_BRACKET, '"]"');
      if (start === void 0) throw new TemplateFault("empty subscript").at("", at);
      return node("LookupVal", target, { target, val: start, dotted: false });
    }
    const stop = this.isNext(import_lexer2.default.TOKEN_RIGHT_BRACKET) || this.isNext(import_lexer2.default.TOKEN_COLON) ? void 0 : this.parseExpression();
    const hasStep = this.skip(import_lexer2.default.TOKEN_COLON) && !this.isNext(import_lexer2.default.TOKEN_RIGHT_BRACKET);
    const step = hasStep ? this.parseExpression() : void 0;
    this.take(import_lexer2.default.TOKEN_RIGHT_BRACKET, '"]"');
    return node("Slice", target, { target, start, stop, step });
  }
  #filtersAndTests(target) {
    let expression = target;
    for (; ; ) {
      if (this.skip(import_lexer2.default.TOKEN_PIPE)) expression = this.parseFilter(expression);
      else if (this.skipSymbol("is")) expression = this.#test(expression);
      else return expression;
    }
  }
  /** What follows a `|`. */
  parseFilter(target) {
    const { token, name } = this.#dottedName();
    const args = this.isNext(import_lexer2.default.TOKEN_LEFT_PAREN) ? this.parseArguments() : [];
    return node("Filter", token, { name, target, args });
  }
  #test(target) {
    const negated = this.skipSymbol("not");
    const { token, name } = this.#dottedName();
    const test = node("Is", token, { name, target, args: this.#testArguments() });
    return negated ? node("Not", target, { target: test }) : test;
  }
  #testArguments() {
    const token = this.peekToken();
    if (token === null) return [];
    if (token.type === import_lexer2.default.TOKEN_LEFT_PAREN) return this.parseArguments();
    const isSign = token.type === import_lexer2.default.TOKEN_OPERATOR && (token.value === "-" || token.value === "+");
    if (!isSign && !argumentStarts.has(token.type)) return [];
    if (token.type === import_lexer2.default.TOKEN_SYMBOL && notArguments.has(token.value)) return [];
    return [{ kind: "positional", value: this.#postfix(this.#negation()) }];
  }
  #dottedName() {
    const token = this.take(import_lexer2.default.TOKEN_SYMBOL, "a name");
    let name = token.value;
    while (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, ".")) name += `.${this.take(import_lexer2.default.TOKEN_SYMBOL, "a name").value}`;
    return { token, name };
  }
  parseArguments() {
    this.take(import_lexer2.default.TOKEN_LEFT_PAREN, '"("');
    const args = [];
    this.#untilBracket(import_lexer2.default.TOKEN_RIGHT_PAREN, () => {
      args.push(this.#argument(args));
      if (args.length > maxArguments) throw new TemplateFault("too many arguments in a call");
    });
    return args;
  }
  #argument(before) {
    if (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "**")) return { kind: "keywords", value: this.parseExpression() };
    if (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "*")) return { kind: "splat", value: this.parseExpression() };
    const value = this.parseExpression();
    if (value.typename === "Symbol" && this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "=")) {
      return { kind: "keyword", name: value.value, value: this.parseExpression() };
    }
    if (before.some(({ kind }) => kind === "keyword" || kind === "keywords")) {
      throw new TemplateFault("positional argument after a keyword argument").at("", value);
    }
    return { kind: "positional", value };
  }
  #primary() {
    const token = this.next("an expression");
    switch (token.type) {
      case import_lexer2.default.TOKEN_SYMBOL: {
        const constant = constants.get(token.value);
        if (constant !== void 0) return node("Literal", token, { value: constant });
        return node("Symbol", token, { value: token.value });
      }
      case import_lexer2.default.TOKEN_STRING:
        return node("Literal", token, { value: this.#adjacentStrings(token.value) });
      case import_lexer2.default.TOKEN_INT:
        return node("Literal", token, { value: BigInt(token.value) });
      case import_lexer2.default.TOKEN_FLOAT:
        return node("Literal", token, { value: Number(token.value) });
      case import_lexer2.default.TOKEN_LEFT_PAREN:
        return this.#tupleOrGroup(token);
      case import_lexer2.default.TOKEN_LEFT_BRACKET:
        return this.#list(token);
      case import_lexer2.default.TOKEN_LEFT_CURLY:
        return this.#dict(token);
      default:
        throw this.unexpected(token, "an expression");
    }
  }
  #adjacentStrings(first2) {
    let text3 = first2;
    while (this.isNext(import_lexer2.default.TOKEN_STRING)) text3 += this.next("a string").value;
    return text3;
  }
  /** minijinja has no tuples: they are lists. */
  #tupleOrGroup(at) {
    if (this.skip(import_lexer2.default.TOKEN_RIGHT_PAREN)) return node("Array", at, { children: [] });
    const first2 = this.parseExpression();
    if (!this.isNext(import_lexer2.default.TOKEN_COMMA)) {
      this.take(import_lexer2.default.TOKEN_RIGHT_PAREN, '")"');
      return first2;
    }
    const children = [first2];
    while (!this.skip(import_lexer2.default.TOKEN_RIGHT_PAREN)) {
      this.take(import_lexer2.default.TOKEN_COMMA, '","');
      if (this.skip(import_lexer2.default.TOKEN_RIGHT_PAREN)) break;
      children.push(this.parseExpression());
    }
    return node("Array", at, { children });
  }
  #list(at) {
    const children = [];
    this.#untilBracket(import_lexer2.default.TOKEN_RIGHT_BRACKET, () => children.push(this.parseExpression()));
    return node("Array", at, { children });
  }
  #dict(at) {
    const children = [];
    this.#untilBracket(import_lexer2.default.TOKEN_RIGHT_CURLY, () => {
      const key = this.parseExpression();
      this.take(import_lexer2.default.TOKEN_COLON, '":"');
      children.push(node("Pair", key, { key, value: this.parseExpression() }));
    });
    return node("Dict", at, { children });
  }
  /** Items with commas between them, one more comma allowed at the end. */
  #untilBracket(closing, parseItem) {
    for (let first2 = true; !this.skip(closing); first2 = false) {
      if (!first2) {
        this.take(import_lexer2.default.TOKEN_COMMA, '","');
        if (this.skip(closing)) return;
      }
      parseItem();
    }
  }
};

// src/config/templates/syntax/target-parser.ts
var reserved = /* @__PURE__ */ new Set(["true", "True", "false", "False", "none", "None", "loop", "self"]);
var TargetParser = class extends ExpressionParser {
  parseTargets(dotted) {
    const items3 = [];
    let tuple = false;
    for (; ; ) {
      if (items3.length > 0) this.take(import_lexer3.default.TOKEN_COMMA, '","');
      if (this.#endsTargets()) break;
      items3.push(this.isNext(import_lexer3.default.TOKEN_LEFT_PAREN) ? this.parseBracketedTargets(dotted) : this.parseTarget(dotted));
      if (!this.isNext(import_lexer3.default.TOKEN_COMMA)) break;
      tuple = true;
    }
    const [only] = items3;
    if (!tuple && only !== void 0) return only;
    const at = only ?? this.next("a name");
    return node("Array", at, { children: items3 });
  }
  #endsTargets() {
    return this.isNext(import_lexer3.default.TOKEN_RIGHT_PAREN) || this.isNext(import_lexer3.default.TOKEN_BLOCK_END) || this.isNext(import_lexer3.default.TOKEN_VARIABLE_END) || this.isNext(import_lexer3.default.TOKEN_SYMBOL, "in");
  }
  parseBracketedTargets(dotted) {
    this.take(import_lexer3.default.TOKEN_LEFT_PAREN, '"("');
    const targets = this.nested(() => this.parseTargets(dotted));
    this.take(import_lexer3.default.TOKEN_RIGHT_PAREN, '")"');
    return targets;
  }
  parseTarget(dotted) {
    const token = this.parseNewName();
    let target = node("Symbol", token, { value: token.value });
    while (dotted && this.skipValue(import_lexer3.default.TOKEN_OPERATOR, ".")) {
      const attribute = this.take(import_lexer3.default.TOKEN_SYMBOL, "a name");
      const val = node("Literal", attribute, { value: attribute.value });
      target = node("LookupVal", token, { target, val, dotted: true });
    }
    return target;
  }
  parseNewName() {
    const token = this.take(import_lexer3.default.TOKEN_SYMBOL, "a name");
    if (reserved.has(token.value)) throw new TemplateFault(`cannot assign to the name "${token.value}"`).at("", token);
    return token;
  }
  parseFilterChain() {
    let filter = this.parseFilter(void 0);
    while (!this.isNext(import_lexer3.default.TOKEN_BLOCK_END)) {
      this.take(import_lexer3.default.TOKEN_PIPE, '"|"');
      filter = this.parseFilter(filter);
    }
    return filter;
  }
  /** `with context` and `without context` mean nothing in minijinja. */
  skipContextMarker() {
    if (!this.skipSymbol("with") && !this.skipSymbol("without")) return false;
    this.take(import_lexer3.default.TOKEN_SYMBOL, '"context"', "context");
    return true;
  }
  parseParameters() {
    const parameters = [];
    let hasDefaults = false;
    while (!this.skip(import_lexer3.default.TOKEN_RIGHT_PAREN)) {
      if (parameters.length > 0) {
        this.take(import_lexer3.default.TOKEN_COMMA, '","');
        if (this.skip(import_lexer3.default.TOKEN_RIGHT_PAREN)) break;
      }
      const name = this.parseNewName().value;
      if (hasDefaults) this.take(import_lexer3.default.TOKEN_OPERATOR, '"="', "=");
      else hasDefaults = this.skipValue(import_lexer3.default.TOKEN_OPERATOR, "=");
      parameters.push({ name, default: hasDefaults ? this.parseExpression() : void 0 });
    }
    return parameters;
  }
};

// src/config/templates/syntax/template-parser.ts
var TemplateParser = class extends TargetParser {
  #within = { loop: "none", macro: false, top: true };
  /** Every block parsed so far. */
  blocks = /* @__PURE__ */ new Map();
  /** The templates named by plain strings so far. */
  references = [];
  parseTemplate() {
    return this.parseAsRoot().children;
  }
  advanceAfterVariableEnd() {
    this.take(import_lexer4.default.TOKEN_VARIABLE_END, '"}}"');
  }
  /** Called by nunjucks after `{%`; null ends the body that parseUntilBlocks is reading. */
  parseStatement() {
    const token = this.next("a statement");
    if (token.type !== import_lexer4.default.TOKEN_SYMBOL) throw this.unexpected(token, "a statement");
    if (this.#ends.has(token.value)) {
      this.pushToken(token);
      return null;
    }
    const statement = this.nested(() => this.#whole(token));
    this.#blockEnd();
    return statement;
  }
  /** Where the template ends too early, the innermost statement still open is the one to look at. */
  #whole(token) {
    try {
      return this.#statement(token);
    } catch (error) {
      const hasEnded = error instanceof TemplateFault && error.location === void 0;
      if (hasEnded) error.hint ??= `The "${token.value}" in line ${token.lineno + 1} is not closed.`;
      throw error;
    }
  }
  #ends = /* @__PURE__ */ new Set();
  #body(ends, within = {}) {
    const [outerEnds, outer] = [this.#ends, this.#within];
    this.#ends = new Set(ends);
    this.#within = { ...outer, ...within };
    const { children } = this.parseUntilBlocks(...ends);
    this.#ends = outerEnds;
    this.#within = outer;
    return children;
  }
  #blockEnd() {
    this.take(import_lexer4.default.TOKEN_BLOCK_END, '"%}"');
  }
  #statement(token) {
    switch (token.value) {
      case "for":
        return this.#for(token);
      case "if":
        return this.#if(token);
      case "with":
        return this.#with(token);
      case "set":
        return this.#set(token);
      case "autoescape":
        return this.#autoescape(token);
      case "filter":
        return this.#filterBlock(token);
      case "block":
        return this.#block(token);
      case "extends":
        return this.#extends(token);
      case "include":
        return this.#include(token);
      case "import":
        return this.#import(token);
      case "from":
        return this.#fromImport(token);
      case "macro":
        return this.#macro(token);
      case "call":
        return this.#callBlock(token);
      case "do":
        return node("Do", token, { call: this.#call() });
      case "break":
        return this.#jump("Break", token);
      case "continue":
        return this.#jump("Continue", token);
      default:
        throw new TemplateFault(`unknown statement "${token.value}"`).at("", token);
    }
  }
  #for(at) {
    const name = this.parseTargets(false);
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"in"', "in");
    const arr = this.parseCondition();
    const filter = this.skipSymbol("if") ? this.parseExpression() : void 0;
    const recursive = this.skipSymbol("recursive");
    this.#blockEnd();
    const body = this.#body(["endfor", "else"], { loop: "inside", top: false });
    const else_ = this.skipSymbol("else") ? this.#elseOfFor() : [];
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"endfor"', "endfor");
    return node("For", at, { name, arr, filter, recursive, body, else_ });
  }
  #elseOfFor() {
    this.#blockEnd();
    const loop = this.#within.loop === "none" ? "broken" : this.#within.loop;
    return this.#body(["endfor"], { loop, top: false });
  }
  #if(at) {
    const cond = this.parseCondition();
    this.#blockEnd();
    const body = this.#body(["endif", "else", "elif"]);
    const token = this.take(import_lexer4.default.TOKEN_SYMBOL, '"endif"');
    return node("If", at, { cond, body, else_: this.#elseOfIf(token) });
  }
  #elseOfIf(token) {
    if (token.value === "endif") return void 0;
    if (token.value === "elif") return [this.nested(() => this.#if(token))];
    this.#blockEnd();
    const body = this.#body(["endif"]);
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"endif"', "endif");
    return body;
  }
  #with(at) {
    const assignments = [];
    while (!this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) {
      if (assignments.length > 0) this.take(import_lexer4.default.TOKEN_COMMA, '","');
      const target = this.isNext(import_lexer4.default.TOKEN_LEFT_PAREN) ? this.parseBracketedTargets(false) : this.parseTarget(false);
      this.take(import_lexer4.default.TOKEN_OPERATOR, '"="', "=");
      assignments.push({ target, value: this.parseExpression() });
    }
    this.#blockEnd();
    const body = this.#closedBody("endwith");
    return node("With", at, { assignments, body });
  }
  /** The body of a statement that opens a scope or catches output: a jump must not leave it. */
  #closedBody(end, within = {}) {
    const loop = this.#within.loop === "none" ? "none" : "broken";
    const body = this.#body([end], { loop, top: false, ...within });
    this.take(import_lexer4.default.TOKEN_SYMBOL, `"${end}"`, end);
    return body;
  }
  #set(at) {
    const target = this.parseTargets(true);
    if (this.isNext(import_lexer4.default.TOKEN_BLOCK_END) || this.isNext(import_lexer4.default.TOKEN_PIPE)) {
      const filter = this.skip(import_lexer4.default.TOKEN_PIPE) ? this.parseFilterChain() : void 0;
      this.#blockEnd();
      return node("SetBlock", at, { target, filter, body: this.#closedBody("endset") });
    }
    this.take(import_lexer4.default.TOKEN_OPERATOR, '"="', "=");
    const value = this.parseExpression();
    if (!this.skip(import_lexer4.default.TOKEN_COMMA)) return node("Set", at, { target, value });
    const children = [value];
    while (!this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) {
      children.push(this.parseExpression());
      if (!this.skip(import_lexer4.default.TOKEN_COMMA)) break;
    }
    return node("Set", at, { target, value: node("Array", value, { children }) });
  }
  #autoescape(at) {
    const enabled = this.parseExpression();
    this.#blockEnd();
    return node("AutoEscape", at, { enabled, body: this.#closedBody("endautoescape") });
  }
  #filterBlock(at) {
    const filter = this.parseFilterChain();
    this.#blockEnd();
    return node("FilterBlock", at, { filter, body: this.#closedBody("endfilter") });
  }
  #block(at) {
    if (this.#within.macro) throw new TemplateFault("a block cannot stand in a macro").at("", at);
    const name = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.skipSymbol("scoped");
    const required = this.skipSymbol("required");
    if (this.blocks.has(name)) throw new TemplateFault(`block "${name}" is defined twice`).at("", at);
    const block = node("Block", at, { name, required, body: [] });
    this.blocks.set(name, block);
    this.#blockEnd();
    const body = this.#closedBody("endblock", { loop: "none" });
    if (required && !body.every(isBlank)) throw new TemplateFault("a required block must be empty").at("", at);
    const trailing2 = this.peekToken();
    if (trailing2?.type === import_lexer4.default.TOKEN_SYMBOL) this.take(import_lexer4.default.TOKEN_SYMBOL, `the block's name "${name}"`, name);
    return Object.assign(block, { body });
  }
  #extends(at) {
    if (!this.#within.top) throw unsupported("extends inside another statement than if").at("", at);
    return node("Extends", at, { template: this.#reference() });
  }
  #reference() {
    const template = this.parseExpression();
    if (template.typename === "Literal" && typeof template.value === "string") this.references.push(template.value);
    return template;
  }
  #include(at) {
    const template = this.#reference();
    const skipped = this.skipContextMarker();
    const ignoreMissing = this.skipSymbol("ignore");
    if (ignoreMissing) {
      this.take(import_lexer4.default.TOKEN_SYMBOL, '"missing"', "missing");
      if (!skipped) this.skipContextMarker();
    }
    return node("Include", at, { template, ignoreMissing });
  }
  #import(at) {
    const template = this.#reference();
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"as"', "as");
    const target = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.skipContextMarker();
    return node("Import", at, { template, target });
  }
  #fromImport(at) {
    const template = this.#reference();
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"import"', "import");
    const names = [];
    while (!this.skipContextMarker() && !this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) {
      if (names.length > 0) {
        this.take(import_lexer4.default.TOKEN_COMMA, '","');
        if (this.skipContextMarker() || this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) break;
      }
      const name = this.parseNewName().value;
      names.push({ name, alias: this.skipSymbol("as") ? this.parseNewName().value : name });
    }
    return node("FromImport", at, { template, names });
  }
  #macro(at) {
    const name = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.take(import_lexer4.default.TOKEN_LEFT_PAREN, '"("');
    const args = this.parseParameters();
    this.#blockEnd();
    const body = this.#closedBody("endmacro", { loop: "none", macro: true });
    return node("Macro", at, { name, args, body });
  }
  #callBlock(at) {
    const args = this.skip(import_lexer4.default.TOKEN_LEFT_PAREN) ? this.parseParameters() : [];
    const call2 = this.#call();
    this.#blockEnd();
    const body = this.#closedBody("endcall", { loop: "none", macro: true });
    return node("CallBlock", at, { call: call2, caller: node("Macro", at, { name: "caller", args, body }) });
  }
  #call() {
    const call2 = this.parseExpression();
    if (call2.typename !== "FunCall") throw new TemplateFault("expected a call").at("", call2);
    return call2;
  }
  #jump(typename, at) {
    const word = typename.toLowerCase();
    if (this.#within.loop === "none") throw new TemplateFault(`${word} must stand inside a loop`).at("", at);
    if (this.#within.loop === "broken") {
      throw unsupported(`${word} out of a nested block`, "minijinja-cli fails on it too; use an if around the rest").at(
        "",
        at
      );
    }
    return node(typename, at, {});
  }
};
function isBlank(statement) {
  if (statement.typename !== "Output") return false;
  const [child2] = statement.children;
  return child2.typename === "TemplateData" && trim(child2.value) === "";
}

// src/config/templates/syntax/tokenizer.ts
var import_lexer5 = __toESM(require_lexer(), 1);

// src/config/templates/syntax/resolve-escapes.ts
var simple = /* @__PURE__ */ new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["'", "'"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "	"]
]);
var escapeSequence = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/gu;
function resolveEscapes(text3) {
  const resolved = text3.replace(escapeSequence, (all, unicode, byte, octal, other) => {
    if (unicode !== void 0) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (byte !== void 0) return String.fromCharCode(Number.parseInt(byte, 16));
    if (octal !== void 0) return octalCharacter(octal);
    if (other === "u" || other === "x") throw badEscape(all);
    return simple.get(other) ?? all;
  });
  if (!resolved.isWellFormed()) throw badEscape("\\u");
  return resolved;
}
function octalCharacter(digits) {
  const code = Number.parseInt(digits, 8);
  if (code > 255) throw badEscape(`\\${digits}`);
  return String.fromCharCode(code);
}
function badEscape(sequence) {
  return new TemplateFault(`invalid escape ${sequence} in a string`);
}

// src/config/templates/syntax/scan-number.ts
var identifierStart = /[_\p{XID_Start}]/uy;
function scanNumber(source, start) {
  const prefix = /^0[bBoOxX]/.exec(source.slice(start, start + 2))?.[0].toLowerCase() ?? "";
  const from = start + prefix.length;
  const { end, state } = scanDigits(source, from, prefix);
  const written = source.slice(from, end);
  if (written.endsWith("_")) throw new TemplateFault("'_' may not stand at the end of a number");
  const digits = written.replaceAll("_", "");
  const float2 = state !== "integer" && state !== "radix";
  if (float2 && !/^\d+(\.\d*)?(e[-+]?\d+)?$/i.test(digits)) throw new TemplateFault(`invalid number ${written}`);
  const text3 = float2 ? digits : integerText2(prefix, digits);
  return { text: text3, float: float2, length: end - start };
}
function integerText2(prefix, digits) {
  const valid = { "": /^\d+$/, "0b": /^[01]+$/, "0o": /^[0-7]+$/, "0x": /^[0-9a-f]+$/i }[prefix];
  if (valid === void 0 || !valid.test(digits)) throw new TemplateFault(`invalid number ${prefix}${digits}`);
  const value = BigInt(prefix + digits);
  if (value >= 1n << 127n) throw unsupported(`the number ${prefix}${digits}, which needs more than 127 bits,`);
  return String(value);
}
function scanDigits(source, from, prefix) {
  let state = prefix === "" ? "integer" : "radix";
  let end = from;
  while (isDigit(source.charAt(end))) end++;
  for (; end < source.length; end++) {
    const next = nextState(state, source, end, prefix);
    if (next === void 0) break;
    state = next;
  }
  return { end, state };
}
function nextState(state, source, at, prefix) {
  const character = source.charAt(at);
  if (character === "." && state === "integer") return startsFraction(source, at) ? "fraction" : void 0;
  if (/[eE]/.test(character) && (state === "integer" || state === "fraction")) return "exponent";
  if (/[-+]/.test(character) && state === "exponent") return "exponent-sign";
  if (isDigit(character)) return state === "exponent" ? "exponent-sign" : state;
  if (character === "_") return state;
  return state === "radix" && prefix === "0x" && /[a-fA-F]/.test(character) ? state : void 0;
}
function startsFraction(source, point) {
  if (/^[eE][-+0-9]/.test(source.slice(point + 1, point + 3))) return true;
  identifierStart.lastIndex = point + 1;
  return !identifierStart.test(source);
}
function isDigit(character) {
  return character >= "0" && character <= "9";
}

// src/config/templates/syntax/tokenizer.ts
var BaseTokenizer = import_lexer5.default.lex("").constructor;
var startMarker = /\{([{%#])([-+]?)/g;
var identifier = /[_\p{XID_Start}][_\p{XID_Continue}]*/uy;
var codeWhitespace = /[ \t\n\f\r]+/y;
var rawStart = /[ \t\n\f\r]*raw[ \t\n\f\r]*([-+]?)%\}/y;
var rawEnd = /\{%([-+]?)[ \t\n\f\r]*endraw[ \t\n\f\r]*([-+]?)%\}/g;
var operator = /\/\/|\*\*|==|!=|>=|<=|[-+*/%.,:~|=><()[\]{}]/y;
var punctuation = /* @__PURE__ */ new Map([
  ["(", import_lexer5.default.TOKEN_LEFT_PAREN],
  [")", import_lexer5.default.TOKEN_RIGHT_PAREN],
  ["[", import_lexer5.default.TOKEN_LEFT_BRACKET],
  ["]", import_lexer5.default.TOKEN_RIGHT_BRACKET],
  ["{", import_lexer5.default.TOKEN_LEFT_CURLY],
  ["}", import_lexer5.default.TOKEN_RIGHT_CURLY],
  [",", import_lexer5.default.TOKEN_COMMA],
  [":", import_lexer5.default.TOKEN_COLON],
  ["~", import_lexer5.default.TOKEN_TILDE],
  ["|", import_lexer5.default.TOKEN_PIPE]
]);
var TemplateTokenizer = class extends BaseTokenizer {
  #rules;
  #trimLeading = false;
  /** Set once the text before a marker was handed out: the marker's kind and length. */
  #pending;
  #end = "%}";
  #openBrackets = 0;
  constructor(source, rules) {
    super(withoutLastNewline2(source));
    this.#rules = rules;
  }
  nextToken() {
    while (!this.isFinished()) {
      const token = this.in_code ? this.#code() : this.#text();
      if (token !== void 0) return token;
    }
    return null;
  }
  /** nunjucks steps character by character; only the line count needs that. */
  forwardN(count2) {
    const skipped = this.str.slice(this.index, this.index + count2);
    this.index += count2;
    const lastNewline = skipped.lastIndexOf("\n");
    if (lastNewline === -1) {
      this.colno += count2;
      return;
    }
    for (let at = skipped.indexOf("\n"); at !== -1; at = skipped.indexOf("\n", at + 1)) this.lineno++;
    this.colno = count2 - lastNewline - 1;
  }
  #text() {
    if (this.#pending !== void 0) return this.#marker(this.#pending);
    if (this.#trimLeading) {
      this.#trimLeading = false;
      const rest = this.str.slice(this.index);
      this.forwardN(rest.length - trimStart(rest).length);
    }
    startMarker.lastIndex = this.index;
    const match = startMarker.exec(this.str);
    const text3 = this.str.slice(this.index, match?.index);
    const [, kind = "", control = ""] = match ?? [];
    if (match !== null) this.#pending = { kind, length: match[0].length };
    const kept = match === null ? text3 : this.#textBefore(text3, kind, control);
    const token = this.#token(import_lexer5.default.TOKEN_DATA, kept);
    this.forwardN(text3.length);
    return kept === "" ? void 0 : token;
  }
  #textBefore(text3, kind, control) {
    if (control === "-") return trimEnd(text3);
    if (control === "+" || kind === "{" || !this.#rules.lstripBlocks) return text3;
    return this.#startsLine(this.index + text3.length) ? stripIndentation(text3) : text3;
  }
  #startsLine(end) {
    for (let at = end - 1; at >= 0; at--) {
      const character = this.str.charAt(at);
      if (character === "\n" || character === "\r") return true;
      if (!isWhitespace(character)) return false;
    }
    return true;
  }
  #marker({ kind, length: length2 }) {
    this.#pending = void 0;
    if (kind === "#") return this.#comment(length2);
    if (kind === "%") {
      rawStart.lastIndex = this.index + length2;
      const raw = rawStart.exec(this.str);
      if (raw !== null) return this.#raw(length2 + raw[0].length, raw[1] ?? "");
    }
    const type = kind === "%" ? import_lexer5.default.TOKEN_BLOCK_START : import_lexer5.default.TOKEN_VARIABLE_START;
    const token = this.#token(type, `{${kind}`);
    this.forwardN(length2);
    this.in_code = true;
    this.#end = kind === "%" ? "%}" : "}}";
    return token;
  }
  #comment(length2) {
    const end = this.str.indexOf("#}", this.index + length2);
    if (end === -1) throw this.#fault("comment is not closed by #}");
    const control = this.str.charAt(Math.max(end - 1, this.index + length2));
    this.forwardN(end + 2 - this.index);
    this.#afterTag(control === "-" || control === "+" ? control : "");
  }
  #raw(length2, startControl) {
    const from = this.index + length2;
    rawEnd.lastIndex = from;
    const match = rawEnd.exec(this.str);
    if (match === null) throw this.#fault("raw block is not closed by endraw");
    this.forwardN(length2);
    let text3 = this.str.slice(from, match.index);
    if (startControl === "-") text3 = trimStart(text3);
    else if (startControl === "" && this.#rules.trimBlocks) text3 = text3.replace(/^\r?\n?/, "");
    const cutLines = this.str.slice(from, match.index).slice(0, match.index - from - text3.length).split("\n").length - 1;
    if (match[1] === "-") text3 = trimEnd(text3);
    else if (match[1] === "" && this.#rules.lstripBlocks) text3 = stripIndentation(text3);
    const token = { ...this.#token(import_lexer5.default.TOKEN_DATA, text3), lineno: this.lineno + cutLines };
    this.forwardN(match.index + match[0].length - from);
    this.#afterTag(match[2] ?? "");
    return token;
  }
  #afterTag(control) {
    if (control === "-") this.#trimLeading = true;
    else if (control === "") this.#skipNewline();
  }
  #skipNewline() {
    if (!this.#rules.trimBlocks) return;
    if (this.str.charAt(this.index) === "\r") this.forwardN(1);
    if (this.str.charAt(this.index) === "\n") this.forwardN(1);
  }
  #code() {
    const blank = this.#match(codeWhitespace);
    if (blank !== void 0) return this.forwardN(blank.length);
    return this.#tagEnd() ?? this.#operator() ?? this.#literal();
  }
  #tagEnd() {
    if (this.#openBrackets !== 0) return void 0;
    const first2 = this.str.charAt(this.index);
    const control = first2 === "-" || first2 === "+" ? first2 : "";
    if (!this.str.startsWith(this.#end, this.index + control.length)) return void 0;
    const type = this.#end === "%}" ? import_lexer5.default.TOKEN_BLOCK_END : import_lexer5.default.TOKEN_VARIABLE_END;
    const token = this.#token(type, this.#end);
    this.forwardN(control.length + this.#end.length);
    this.in_code = false;
    if (control === "-") this.#trimLeading = true;
    else if (control === "" && type === import_lexer5.default.TOKEN_BLOCK_END) this.#skipNewline();
    return token;
  }
  #operator() {
    const text3 = this.#match(operator);
    if (text3 === void 0) return void 0;
    if (text3 === "(" || text3 === "[" || text3 === "{") this.#openBrackets++;
    if (text3 === ")" || text3 === "]" || text3 === "}") this.#openBrackets--;
    const token = this.#token(punctuation.get(text3) ?? import_lexer5.default.TOKEN_OPERATOR, text3);
    this.forwardN(text3.length);
    return token;
  }
  #literal() {
    const first2 = this.str.charAt(this.index);
    if (first2 === '"' || first2 === "'") return this.#string(first2);
    if (first2 >= "0" && first2 <= "9") {
      const number = this.#located(() => scanNumber(this.str, this.index));
      const token2 = this.#token(number.float ? import_lexer5.default.TOKEN_FLOAT : import_lexer5.default.TOKEN_INT, number.text);
      this.forwardN(number.length);
      return token2;
    }
    const name = this.#match(identifier);
    if (name === void 0) throw this.#fault(`unexpected character ${JSON.stringify(first2)}`);
    const token = this.#token(import_lexer5.default.TOKEN_SYMBOL, name);
    this.forwardN(name.length);
    return token;
  }
  #string(quote2) {
    let end = this.index + 1;
    while (end < this.len && this.str.charAt(end) !== quote2) end += this.str.charAt(end) === "\\" ? 2 : 1;
    if (end >= this.len) throw this.#fault("string is not closed");
    const text3 = this.str.slice(this.index + 1, end);
    const token = this.#token(
      import_lexer5.default.TOKEN_STRING,
      this.#located(() => resolveEscapes(text3))
    );
    this.forwardN(end + 1 - this.index);
    return token;
  }
  #match(pattern2) {
    pattern2.lastIndex = this.index;
    return pattern2.exec(this.str)?.[0];
  }
  #token(type, value) {
    return { type, value, lineno: this.lineno, colno: this.colno };
  }
  #located(scan) {
    try {
      return scan();
    } catch (error) {
      throw error instanceof TemplateFault ? error.at("", this) : error;
    }
  }
  #fault(message) {
    return new TemplateFault(message).at("", this);
  }
};
function withoutLastNewline2(source) {
  if (source.includes("\0")) throw unsupported("a NUL character in a template");
  return source.replace(/\n$/, "").replace(/\r$/, "");
}

// src/config/templates/syntax/parse-template.ts
var maxRemembered = 512;
var maxRememberedLength = 8e6;
var remembered3 = /* @__PURE__ */ new Map();
var rememberedLength = 0;
function parseTemplate(source, rules, path2, maxLength) {
  if (source.length > maxLength) {
    throw tooMuch(`${path2} is longer than ${maxLength} characters`).at(path2, { lineno: 0, colno: 0 });
  }
  const key = `${Number(rules.trimBlocks)}${Number(rules.lstripBlocks)}${source}`;
  const known2 = remembered3.get(key);
  if (known2 !== void 0) return known2;
  const syntax = parse(source, rules, path2);
  if (remembered3.size >= maxRemembered || rememberedLength + source.length > maxRememberedLength) {
    remembered3.clear();
    rememberedLength = 0;
  }
  remembered3.set(key, syntax);
  rememberedLength += source.length;
  return syntax;
}
function parse(source, rules, path2) {
  const tokenizer = new TemplateTokenizer(source, rules);
  const parser = new TemplateParser(tokenizer);
  try {
    const body = parser.parseTemplate();
    return { body, blocks: parser.blocks, references: parser.references };
  } catch (error) {
    const fault = error instanceof RangeError ? tooMuch("expressions or blocks are nested too deeply") : error;
    throw fault instanceof TemplateFault ? placed(fault, path2, tokenizer) : fault;
  }
}
function placed(fault, path2, end) {
  fault.at(path2, end);
  fault.location = { ...fault.location, file: path2 };
  return fault;
}

// src/config/templates/template-limits.ts
var defaultLimits = {
  steps: 2e6,
  outputLength: 4e6,
  allocated: 32e6,
  sourceLength: 1e6,
  includes: 64,
  tookMs: 5e3
};
var stepsBetweenClockReads = 1024;
var unitsPerItem = 8;
var unitsPerStep = 8;
var Meter = class {
  limits;
  #clock;
  #deadline;
  #signal;
  #steps = 0;
  #allocated = 0;
  #nextCheck = stepsBetweenClockReads;
  constructor(limits, clock, signal) {
    this.limits = limits;
    this.#clock = clock;
    this.#deadline = (clock?.() ?? 0) + limits.tookMs;
    this.#signal = signal;
  }
  step(count2 = 1) {
    this.#steps += count2;
    if (this.#steps > this.limits.steps) {
      throw tooMuch(`the template takes more than ${this.limits.steps} evaluation steps`);
    }
    if (this.#steps < this.#nextCheck) return;
    this.#nextCheck = this.#steps + stepsBetweenClockReads;
    this.checkTime();
  }
  /** Call before walking through a text of that many units. */
  walk(length2) {
    if (length2 >= unitsPerStep) this.step(Math.floor(length2 / unitsPerStep));
  }
  /** Call before making a list of that many items. */
  allocateItems(count2) {
    this.allocate(count2 * unitsPerItem);
  }
  /** Call before making a string of that many units. */
  allocate(size) {
    this.#allocated += size;
    if (size > this.limits.outputLength) throw tooMuch(`a text is longer than ${this.limits.outputLength} characters`);
    if (!(this.#allocated <= this.limits.allocated)) {
      throw tooMuch(
        `the template builds more than ${this.limits.allocated} characters, a list item counting as ${unitsPerItem}`
      );
    }
  }
  checkTime() {
    this.#signal?.throwIfAborted();
    if (this.#clock !== void 0 && this.#clock() > this.#deadline) {
      throw tooMuch(`the template takes longer than ${this.limits.tookMs} ms`);
    }
  }
};

// src/config/templates/render-inline.ts
var inlineLimits = { ...defaultLimits, steps: 5e4, outputLength: 1e5, allocated: 1e6 };
function renderInline(source, names, options) {
  const { name } = options;
  try {
    const syntax = parseTemplate(source, { trimBlocks: false, lstripBlocks: false }, name, inlineLimits.sourceLength);
    const { text: text3 } = render({
      template: { path: name, syntax, autoescape: "none" },
      definitions: new Map(Object.entries(names).map(([key, value]) => [key, toValue(value)])),
      environment: void 0,
      strict: true,
      pyCompat: false,
      meter: new Meter(inlineLimits),
      load: () => void 0
    });
    return text3;
  } catch (error) {
    throw error instanceof TemplateFault ? toUserError(error, name) : error;
  }
}
function toValue(value) {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toValue);
  return new ValueMap(Object.entries(value).map(([key, item]) => [key, toValue(item)]));
}

// src/config/node-variables.ts
function nodeVariables(variables, scope) {
  const names = { node: { ...scope.node }, cluster: { ...scope.cluster } };
  const rendered = Object.entries(variables).map(([name, source]) => [name, render2(name, source, names)]);
  return Object.fromEntries(rendered);
}
function render2(name, source, names) {
  if (!/\{[{%]/.test(source)) return source;
  try {
    return renderInline(source, names, { name: `variable ${name} of the settings` });
  } catch (error) {
    throw error instanceof UserError ? withoutLocation(error) : error;
  }
}
function withoutLocation({ message, code, hint, cause }) {
  return new UserError(message, { code, ...hint !== void 0 && { hint }, cause });
}

// src/config/templates/autoescape.ts
function autoescapeFor(name, { autoescape }) {
  if (autoescape !== "auto") return autoescape;
  const extension = name.replace(/\.j2$/, "").split(".").at(-1) ?? "";
  if (["htm", "html", "xml", "xhtml"].includes(extension)) return "html";
  return ["json", "json5", "yml", "yaml"].includes(extension) ? "json" : "none";
}

// src/config/templates/include-path.ts
var outside = "Only files below the template roots can be included";
function resolveInclude(name, from, roots) {
  if (name.startsWith("/") || name.includes("\\")) throw unsupported("including an absolute path", outside);
  const path2 = normalize([...from.split("/").slice(0, -1), ...name.split("/")]);
  if (path2 === void 0 || !roots.some((root) => isBelow(path2, root))) {
    throw unsupported("including a file from outside the template roots", outside);
  }
  if (path2.split("/").some((part) => part.startsWith("."))) {
    throw unsupported("including a hidden file", "Files whose names begin with a dot are no templates");
  }
  return path2;
}
function folderOf(path2) {
  return path2.split("/").slice(0, -1).join("/");
}
function normalize(parts) {
  const kept = [];
  for (const part of parts) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.pop() === void 0) return void 0;
  }
  return kept.join("/");
}
function isBelow(path2, root) {
  const folder = normalize(root.split("/"));
  return folder === "" || path2.startsWith(`${folder}/`);
}

// src/config/templates/render-template.ts
async function renderTemplate(path2, options) {
  const library = new TemplateLibrary(path2, options);
  await library.read(path2);
  for (; ; ) {
    options.signal?.throwIfAborted();
    const attempt = tryRender(path2, library, options);
    if (attempt instanceof NotRead) await library.read(attempt.path);
    else return finish(attempt, options.settings.newline);
  }
}
var NotRead = class {
  path;
  constructor(path2) {
    this.path = path2;
  }
};
function tryRender(path2, library, options) {
  const { environment, settings, clock, signal } = options;
  try {
    const template = library.get(path2);
    if (template === void 0) throw fileMissing(path2);
    return render({
      template,
      definitions: new Map(Object.entries({ ...settings.definitions, ...options.definitions })),
      environment: new ValueMap(Object.entries(environment)),
      strict: options.strict ?? settings.strict,
      pyCompat: settings.pyCompat,
      meter: new Meter({ ...defaultLimits, ...options.limits }, clock, signal),
      load: (name, from) => library.find(name, from)
    });
  } catch (error) {
    if (error instanceof NotRead) return error;
    throw error instanceof TemplateFault ? toUserError(error, path2) : error;
  }
}
function fileMissing(path2) {
  return new UserError(`Cannot render ${path2}: there is no such file`, {
    code: "file_missing",
    hint: "Check the path; those of the settings are relative to the repository's root.",
    location: { file: path2 }
  });
}
function finish({ text: text3, origins }, newline) {
  const whole2 = newline ? `${text3}
` : text3;
  const lines2 = whole2.endsWith("\n") ? origins.slice(0, whole2.split("\n").length - 1) : origins;
  return { text: whole2, origins: whole2 === "" ? [] : lines2 };
}
var TemplateLibrary = class {
  #options;
  #limits;
  #roots;
  #sources = /* @__PURE__ */ new Map();
  constructor(path2, options) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#roots = options.roots ?? [folderOf(path2)];
  }
  /** Reads a template and those that it names outright, so that few renderings start in vain. */
  async read(path2) {
    if (this.#sources.has(path2)) return;
    if (this.#sources.size > this.#limits.includes) {
      throw toUserError(tooMuch(`more than ${this.#limits.includes} files are included`), path2);
    }
    const { files, signal } = this.#options;
    const source = await files.read(path2, signal === void 0 ? {} : { signal });
    this.#sources.set(path2, source);
    await Promise.all(this.#referencesOf(path2).map((reference) => this.read(reference)));
  }
  /** A template that does not parse, or names what it may not, says so when it is used. */
  #referencesOf(path2) {
    try {
      const references = this.get(path2)?.syntax.references ?? [];
      return references.map((name) => resolveInclude(name, path2, this.#roots));
    } catch (error) {
      if (error instanceof TemplateFault) return [];
      throw error;
    }
  }
  find(name, from) {
    if (!this.#options.settings.include) return void 0;
    const path2 = resolveInclude(name, from, this.#roots);
    if (!this.#sources.has(path2)) throw new NotRead(path2);
    return this.get(path2);
  }
  get(path2) {
    const source = this.#sources.get(path2);
    if (source === void 0) return void 0;
    const { settings } = this.#options;
    const syntax = parseTemplate(source, settings, path2, this.#limits.sourceLength);
    return { path: path2, syntax, autoescape: autoescapeFor(path2, settings) };
  }
};

// src/config/tree/read-scalar.ts
function scalarText(node2) {
  return node2.type === "PLAIN" ? node2.source ?? String(node2.value) : String(node2.value);
}
function scalarValue(node2) {
  const { value } = node2;
  if (node2.type !== "PLAIN" || node2.tag === stringTag) return scalarText(node2);
  if (typeof value === "number") return exactNumber(value, scalarText(node2));
  return typeof value === "boolean" || value === null ? value : scalarText(node2);
}
var stringTag = "tag:yaml.org,2002:str";
var longestInteger = 100;
function exactNumber(value, text3) {
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (isExact || text3.length > longestInteger || !/^([-+]?[0-9]+|0[ox][0-9a-fA-F]+)$/.test(text3)) return value;
  return text3.startsWith("-") ? -BigInt(text3.slice(1)) : BigInt(text3.replace(/^\+/, ""));
}

// src/config/tree/yaml-problem.ts
var texts2 = {
  ALIAS_PROPS: "an alias cannot have an anchor or tag",
  BAD_ALIAS: "an alias is broken",
  BAD_COLLECTION_TYPE: "a tag does not fit its value",
  BAD_DIRECTIVE: "a % directive is broken",
  BAD_DQ_ESCAPE: "a double-quoted text holds a broken escape",
  BAD_INDENT: "the indentation is wrong, or a bracket is not closed",
  BAD_PROP_ORDER: "an anchor or tag stands in the wrong place",
  BAD_SCALAR_START: "a value starts with a reserved character: quote it",
  BLOCK_AS_IMPLICIT_KEY: "a value holds a second colon: quote it, or indent what follows",
  BLOCK_IN_FLOW: "a block stands inside brackets",
  DUPLICATE_KEY: "a key occurs twice in one map",
  IMPOSSIBLE: "the YAML is broken",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters",
  MISSING_CHAR: "a character is missing: a quote, a comma, a colon or a space",
  MULTILINE_IMPLICIT_KEY: "a key runs over several lines, perhaps a missing colon or quote",
  MULTIPLE_ANCHORS: "a value has two anchors",
  MULTIPLE_DOCS: "the documents are not separated by ---",
  MULTIPLE_TAGS: "a value has two tags",
  NON_STRING_KEY: "a key must be a plain value",
  RESOURCE_EXHAUSTION: "values are nested too deep",
  TAB_AS_INDENT: "a tab is used as indentation: use spaces",
  TAG_RESOLVE_FAILED: "a tag does not fit its value",
  UNEXPECTED_TOKEN: "the YAML is broken here, perhaps by a wrong indentation or a missing quote"
};
function describeYamlProblem(code) {
  return texts2[code];
}

// src/config/tree/parse-yaml.ts
var defaultMaxBytes = 4 * 1024 * 1024;
var maxDocuments = 1e3;
var maxAliases = 1e3;
var maxNodes = 2e5;
var maxDepth2 = 100;
function parseYaml(text3, options) {
  refuseLarge(text3, options);
  const lineCounter = new LineCounter();
  const reader = new Reader(options, lineCounter);
  const documents = parseDocuments(text3, lineCounter, options);
  return documents.flatMap((document) => reader.read(document));
}
function refuseLarge(text3, options) {
  const maxBytes2 = options.maxBytes ?? defaultMaxBytes;
  if (Buffer.byteLength(text3) > maxBytes2) throw tooMuch2(options.file, `it is larger than ${maxBytes2} bytes`);
  let separators = 0;
  for (const _ of text3.matchAll(/^(---|\.\.\.)/gm)) separators += 1;
  if (separators > maxDocuments) throw tooMuch2(options.file, `it has more than ${maxDocuments} documents`);
}
function parseDocuments(text3, lineCounter, options) {
  try {
    const documents = parseAllDocuments(text3, {
      lineCounter,
      // The schema holds even where a document asks for %YAML 1.1; keys are compared by the reader, in linear time.
      version: "1.2",
      schema: "core",
      uniqueKeys: false,
      prettyErrors: false,
      keepSourceTokens: false,
      logLevel: "silent"
    });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    if (error instanceof RangeError) throw tooMuch2(options.file, "values are nested too deep");
    throw error;
  }
}
function tooMuch2(file, reason) {
  return new UserError(`Cannot read ${file}: ${reason}`, { code: "config_invalid", location: { file } });
}
var supportedTags = /* @__PURE__ */ new Set([
  stringTag,
  ...["bool", "float", "int", "map", "null", "seq"].map((name) => `tag:yaml.org,2002:${name}`)
]);
var Reader = class {
  aliases = 0;
  anchors = /* @__PURE__ */ new Map();
  /** How many aliases are being followed: anchors below them were seen before. */
  expanding = 0;
  nodes = 0;
  options;
  lineCounter;
  constructor(options, lineCounter) {
    this.options = options;
    this.lineCounter = lineCounter;
  }
  read(document) {
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== void 0) throw this.invalid(describeYamlProblem(problem.code), problem.pos[0]);
    if (document.contents === null) return [];
    this.anchors.clear();
    const node2 = this.convert(document.contents, 0);
    return node2.kind === "scalar" && node2.value === null && node2.text === "" ? [] : [node2];
  }
  convert(node2, depth) {
    this.nodes += 1;
    if (this.nodes > maxNodes) throw this.invalid(`more than ${maxNodes} values`, node2.range[0]);
    if (depth > maxDepth2) throw this.invalid(`values are nested deeper than ${maxDepth2}`, node2.range[0]);
    if (isAlias(node2)) return this.followAlias(node2, depth);
    if (node2.anchor !== void 0 && this.expanding === 0) this.anchors.set(node2.anchor, node2);
    if (node2.tag !== void 0 && !supportedTags.has(node2.tag)) {
      throw this.invalid("a tag is not supported", node2.range[0]);
    }
    if (isMap(node2)) return this.convertMap(node2, depth);
    if (isSeq(node2)) {
      const items3 = node2.items.map((item) => this.convert(item, depth + 1));
      return { kind: "list", items: items3, ...this.originAt(node2.range[0]) };
    }
    return this.convertScalar(node2);
  }
  followAlias(alias, depth) {
    this.aliases += 1;
    if (this.aliases > maxAliases) throw this.invalid(`more than ${maxAliases} aliases`, alias.range[0]);
    const target = this.anchors.get(alias.source);
    if (target === void 0) throw this.invalid("an alias has no anchor before it", alias.range[0]);
    this.expanding += 1;
    const node2 = this.convert(target, depth + 1);
    this.expanding -= 1;
    return node2;
  }
  convertMap(map, depth) {
    const entries = /* @__PURE__ */ new Map();
    const merged = /* @__PURE__ */ new Set();
    for (const { key, value } of map.items) {
      if (key === null || !isScalar(key)) throw this.invalid("a key must be a plain value", (key ?? map).range[0]);
      const name = scalarText(key);
      if (name === "<<" && key.type === "PLAIN") {
        this.mergeInto(entries, merged, value, depth, key.range[0]);
        continue;
      }
      if (entries.has(name) && !merged.delete(name)) {
        throw this.invalid("a key occurs twice in one map", key.range[0]);
      }
      const node2 = value === null ? emptyScalar(this.originAt(key.range[0])) : this.convert(value, depth + 1);
      entries.set(name, node2);
    }
    return { kind: "map", entries, ...this.originAt(map.range[0]) };
  }
  /** `<<` gives what the map does not write itself (https://yaml.org/type/merge.html); of several maps the first wins. */
  mergeInto(entries, merged, value, depth, offset) {
    const source = value === null ? void 0 : this.convert(value, depth + 1);
    const maps = source?.kind === "list" ? source.items : source === void 0 ? [] : [source];
    for (const map of maps) {
      if (map.kind !== "map") throw this.invalid("<< merges only maps", offset);
      for (const [key, entry] of map.entries) {
        if (entries.has(key)) continue;
        entries.set(key, entry);
        merged.add(key);
      }
    }
  }
  convertScalar(node2) {
    return {
      kind: "scalar",
      value: scalarValue(node2),
      text: scalarText(node2),
      quoted: node2.type !== "PLAIN" || node2.tag === stringTag,
      ...this.originAt(node2.range[0])
    };
  }
  originAt(offset) {
    const { line } = this.lineCounter.linePos(offset);
    if (this.options.origins === void 0) return { origin: { file: this.options.file, line } };
    const origin = this.options.origins[line - 1];
    return origin === void 0 ? {} : { origin };
  }
  invalid(reason, offset) {
    const { line, col } = this.lineCounter.linePos(offset);
    const origin = this.options.origins?.[line - 1];
    const location = origin ?? { file: this.options.file, line, column: col };
    const where = this.options.origins === void 0 ? `line ${line}, column ${col}` : `line ${line} of the rendered text`;
    return new UserError(`Cannot read ${this.options.file}: ${reason} (${where})`, {
      code: "config_invalid",
      location
    });
  }
};
function emptyScalar(origin) {
  return { kind: "scalar", value: null, text: "", quoted: false, ...origin };
}

// src/config/identify-nodes.ts
var concurrency = 16;
async function identifyNodes(cluster, context) {
  const isComplete = cluster.nodes.every((node2) => node2.role !== void 0 && node2.address !== void 0);
  const shared = isComplete ? [] : await renderShared(cluster, context);
  return pMap(cluster.nodes, (entry) => identify(cluster, entry, shared, context), {
    concurrency,
    signal: context.signal
  });
}
async function identify(cluster, entry, shared, context) {
  const { name } = entry;
  if (entry.role !== void 0 && entry.address !== void 0)
    return { name, role: entry.role, address: entry.address };
  try {
    const layers = await readLayers(cluster, entry, context);
    const documents = [];
    for (const layer of layers) documents.push(...await renderLayer(cluster, entry, layer.path, context));
    const role = entry.role ?? layers.find((layer) => layer.role)?.role ?? machineType(documents) ?? missingRole(name, layers);
    return { name, role, address: entry.address ?? readAddress(name, documents, shared, layers) };
  } catch (error) {
    if (error instanceof UserError) return { name, error };
    throw error;
  }
}
var roles = ["controlplane", "worker"];
async function readLayers(cluster, entry, context) {
  const { base, patches, roleNames } = cluster.config;
  const patterns = [base, ...patches.map((patch) => patch.path)].filter((path2) => path2.includes("{node}"));
  const candidates = patterns.flatMap((pattern2) => {
    if (!pattern2.includes("{role}")) return [{ path: pattern2.replaceAll("{node}", entry.name) }];
    const possible = entry.role === void 0 ? roles : [entry.role];
    return possible.map((role) => ({ path: layerPath(pattern2, { name: entry.name, role }, roleNames), role }));
  });
  const found = await Promise.all(candidates.map((layer) => exists(layer.path, context)));
  const layers = candidates.filter((_, index) => found[index]);
  if (layers.length > 0) return layers;
  const looked = candidates.map((layer) => layer.path).join(", ");
  throw new UserError(
    `Cannot tell role and address of ${entry.name}: ${looked === "" ? "no patch is its own" : `there is no ${looked}`}`,
    {
      code: "file_missing",
      hint: `Add the file, or write role and address of ${entry.name} into the settings.`
    }
  );
}
async function exists(path2, { files, signal }) {
  return await files.read(path2, { signal }) !== void 0;
}
async function renderLayer(cluster, entry, path2, context) {
  const { name, role = "", address = "", variables } = entry;
  const scope = { node: { name, role, address, schematic: "" }, cluster: { name: cluster.name } };
  const rendered = await renderTemplate(path2, {
    files: context.files,
    environment: nodeVariables({ ...cluster.config.variables, ...variables }, scope),
    definitions: nodeVariables(cluster.config.definitions, scope),
    settings: context.templates,
    // the schematic is not known yet, so a template may well see undefined names here
    strict: false,
    ...context.clock && { clock: context.clock },
    signal: context.signal
  });
  return parseYaml(rendered.text, { file: path2, origins: rendered.origins });
}
async function renderShared(cluster, context) {
  const { base, patches } = cluster.config;
  const paths = [base, ...patches.map((patch) => patch.path)].filter((path2) => !path2.includes("{"));
  const documents = paths.map(async (path2) => {
    try {
      return await renderLayer(cluster, { name: "", variables: {} }, path2, context);
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  });
  return (await Promise.all(documents)).flat();
}
var machineTypes = new Map(
  Object.entries({
    controlplane: "controlplane",
    init: "controlplane",
    worker: "worker",
    join: "worker"
  })
);
function machineType(documents) {
  const types2 = documents.flatMap((document) => text(child(document, "machine", "type")) ?? []);
  return machineTypes.get(types2.at(-1) ?? "");
}
function missingRole(name, layers) {
  throw new UserError(`Cannot tell the role of ${name}: ${list2(layers)} sets no machine.type`, {
    code: "settings_invalid",
    hint: `Set machine.type there, or write role: controlplane or role: worker for ${name} into the settings.`,
    ...locationOf(layers)
  });
}
function readAddress(name, documents, shared, layers) {
  const finding = findAddress(documents, shared);
  if (finding.kind === "found") return finding.address;
  if (isIpAddress(name)) return name;
  const reason = finding.kind === "none" ? `${list2(layers)} gives it no static address that the cluster uses` : `${list2(layers)} gives it ${finding.addresses.join(" and ")}, and no default route tells which to use`;
  throw new UserError(`Cannot tell the address of ${name}: ${reason}`, {
    code: "settings_invalid",
    hint: `Write the address of ${name} into the settings; its host name will do.`,
    ...locationOf(layers)
  });
}
function list2(layers) {
  return layers.map((layer) => layer.path).join(", ");
}
function locationOf(layers) {
  const file = layers[0]?.path;
  return file === void 0 ? {} : { location: { file } };
}

// node_modules/smol-toml/dist/error.js
function getLineColFromPtr(string3, ptr) {
  let lines2 = string3.slice(0, ptr).split(/\r?\n/);
  return [lines2.length, lines2.pop().length + 1];
}
function makeCodeBlock(string3, line, column) {
  let lines2 = string3.split(/\r?\n/);
  let codeblock = "";
  let numberLen = (Math.log10(line + 1) | 0) + 1;
  for (let i = line - 1; i <= line + 1; i++) {
    let l = lines2[i - 1];
    if (!l)
      continue;
    codeblock += i.toString().padEnd(numberLen, " ");
    codeblock += ":  ";
    codeblock += l;
    codeblock += "\n";
    if (i === line) {
      codeblock += " ".repeat(numberLen + column + 2);
      codeblock += "^\n";
    }
  }
  return codeblock;
}
var TomlError = class _TomlError extends Error {
  line;
  column;
  codeblock;
  constructor(message, options) {
    const [line, column] = getLineColFromPtr(options.toml, options.ptr);
    const codeblock = makeCodeBlock(options.toml, line, column);
    super(`Invalid TOML document: ${message}

${codeblock}`, options);
    this.line = line;
    this.column = column;
    this.codeblock = codeblock;
  }
  /** @internal */
  static x(message, ctx, ptr) {
    throw new _TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
  }
};

// node_modules/smol-toml/dist/primitive.js
function parseString(ctx) {
  let startPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p++);
  let first2 = c;
  let isLiteral = c === 39;
  let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
  if (isMultiline) {
    if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10)
      ctx.p++;
    else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)
      ctx.p += 2;
  }
  let parsed = "";
  let sliceStart = ctx.p;
  let state = 0;
  for (; ctx.p < ctx.s.length; ctx.p++) {
    c = ctx.s.charCodeAt(ctx.p);
    if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) {
      state = state && 3;
    } else if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in strings", ctx);
    } else if ((!state || state === 3) && c === first2 && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first2 && ctx.s.charCodeAt(ctx.p + 2) === first2)) {
      if (isMultiline) {
        if (ctx.s.charCodeAt(ctx.p + 3) === first2)
          ctx.p++;
        if (ctx.s.charCodeAt(ctx.p + 3) === first2)
          ctx.p++;
      }
      if (!state) {
        let s = ctx.s.slice(sliceStart, ctx.p);
        parsed = parsed ? parsed + s : s;
      }
      ctx.p += isMultiline ? 3 : 1;
      return parsed;
    } else if (!state) {
      if (!isLiteral && c === 92) {
        parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
        state = 1;
      }
    } else if (state === 1) {
      if (c === 120 || c === 117 || c === 85) {
        let errPtr = ctx.p++ - 1;
        let value = 0;
        let len = c === 120 ? 2 : c === 117 ? 4 : 8;
        for (let j = 0; j < len; j++, ctx.p++) {
          let hex = ctx.s.charCodeAt(ctx.p);
          let digit = (
            /* 0-9 */
            hex >= 48 && hex <= 57 ? hex - 48 : (
              /* A-F */
              hex >= 65 && hex <= 70 ? hex - 65 + 10 : (
                /* a-f */
                hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1
              )
            )
          );
          if (digit < 0)
            TomlError.x("invalid non-hex character in unicode escape", ctx);
          value = value << 4 | digit;
        }
        if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) {
          TomlError.x("invalid unicode escape", ctx, errPtr);
        }
        parsed += String.fromCodePoint(value);
        sliceStart = ctx.p--;
        state = 0;
      } else if (isMultiline && (c === 32 || c === 9)) {
        state = 2;
      } else {
        if (c === 98)
          parsed += "\b";
        else if (c === 116)
          parsed += "	";
        else if (c === 110)
          parsed += "\n";
        else if (c === 102)
          parsed += "\f";
        else if (c === 114)
          parsed += "\r";
        else if (c === 101)
          parsed += "\x1B";
        else if (c === 34)
          parsed += '"';
        else if (c === 92)
          parsed += "\\";
        else
          TomlError.x("unrecognised escape sequence", ctx);
        sliceStart = ctx.p + 1;
        state = 0;
      }
    } else if (c !== 32 && c !== 9) {
      if (state === 2)
        TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
      state = !isLiteral && c === 92 ? 1 : 0;
      sliceStart = ctx.p;
    }
  }
  TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
var DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class _TomlDate extends Date {
  #hasDate = false;
  #hasTime = false;
  #offset = null;
  constructor(date, fasttype, unsafeDelim) {
    let hasDate = true;
    let hasTime = true;
    let offset = "Z";
    let c;
    if (typeof date === "string") {
      if (fasttype)
        prep: {
          if (fasttype < 3) {
            if (+date.slice(11, 13) > 23) {
              date = "";
              break prep;
            }
            if (fasttype === 2) {
              offset = null;
              date += "Z";
            } else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) {
              offset = date.slice(date.length - 6);
            }
            if (unsafeDelim)
              date = date.slice(0, 10) + "T" + date.slice(11);
          } else if (fasttype === 4) {
            date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
          }
          hasDate = fasttype !== 4;
          hasTime = fasttype !== 3;
        }
      else {
        let match = date.match(DATE_TIME_RE);
        if (match) {
          if (!match[1]) {
            hasDate = false;
            date = `0000-01-01T${date}`;
          }
          hasTime = !!match[2];
          hasTime && date[10] === " " && (date = date.replace(" ", "T"));
          if (match[2] && +match[2] > 23) {
            date = "";
          } else {
            offset = match[3] || null;
            if (!offset && hasTime)
              date += "Z";
          }
        } else {
          date = "";
        }
      }
    }
    super(date);
    if (!isNaN(this.getTime())) {
      this.#hasDate = hasDate;
      this.#hasTime = hasTime;
      this.#offset = offset;
    }
  }
  isDateTime() {
    return this.#hasDate && this.#hasTime;
  }
  isLocal() {
    return !this.#hasDate || !this.#hasTime || !this.#offset;
  }
  isDate() {
    return this.#hasDate && !this.#hasTime;
  }
  isTime() {
    return this.#hasTime && !this.#hasDate;
  }
  isValid() {
    return this.#hasDate || this.#hasTime;
  }
  toISOString() {
    let iso = super.toISOString();
    if (this.isDate())
      return iso.slice(0, 10);
    if (this.isTime())
      return iso.slice(11, 23);
    if (this.#offset === null)
      return iso.slice(0, -1);
    if (this.#offset === "Z" || this.#offset === "z")
      return iso;
    let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
    offset = this.#offset[0] === "-" ? offset : -offset;
    let offsetDate = new Date(this.getTime() - offset * 6e4);
    return offsetDate.toISOString().slice(0, -1) + this.#offset;
  }
  static wrapAsOffsetDateTime(jsDate, offset = "Z") {
    let date = new _TomlDate(jsDate);
    date.#offset = offset;
    return date;
  }
  static wrapAsLocalDateTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#offset = null;
    return date;
  }
  static wrapAsLocalDate(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasTime = false;
    date.#offset = null;
    return date;
  }
  static wrapAsLocalTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasDate = false;
    date.#offset = null;
    return date;
  }
};

// node_modules/smol-toml/dist/extract.js
function isDigit2(char, base = 10) {
  return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
  return char === 32 || char === 9 || char === 10 || char === 13 || // Structure end or next value delimiter
  delim && (char === delim || char === 44) || // Comment
  char === 35;
}
function extractValue(ctx, end) {
  let errPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p);
  if (c === 91 || c === 123) {
    ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
    let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
    ctx.d++;
    return value;
  }
  if (c === 34 || c === 39) {
    return parseString(ctx);
  }
  if (c === 116) {
    if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, true;
  }
  if (c === 102) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, false;
  }
  if (c === 43 || c === 45) {
    return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) {
    return parseDate(ctx, c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 2) === 58) {
    return parseTime(ctx, c, end);
  }
  return parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
  let c = startChr;
  let state = 0;
  let hasUnderscores = false;
  if (c === 105) {
    if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, (sign || 1) / 0;
  }
  if (c === 110) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, NaN;
  }
  if (c === 48) {
    if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
      return ctx.bi === true ? 0n : 0;
    if (!sign) {
      if (c === 120)
        return parseIntegerBaseN(ctx, startPtr, 16, endChr);
      else if (c === 98)
        return parseIntegerBaseN(ctx, startPtr, 2, endChr);
      else if (c === 111)
        return parseIntegerBaseN(ctx, startPtr, 8, endChr);
    }
    if (c === 46)
      state = 2;
    else if (c === 101 || c === 69)
      state = 4;
    else
      TomlError.x("illegal leading zero", ctx, startPtr);
  } else if (!isDigit2(c))
    TomlError.x("invalid value", ctx, startPtr);
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (!state)
      state = 1;
    if (c === 95) {
      if (!(state & 1))
        TomlError.x("illegal underscore", ctx);
      state += 11;
      hasUnderscores = true;
    } else if (state === 1 && c === 46)
      state = 2;
    else if ((state === 1 || state === 3) && (c === 101 || c === 69))
      state = 4;
    else if (state === 4 && (c === 43 || c === 45)) {
      state = 6;
    } else if (!isDigit2(c))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (state > 9)
      state -= 11;
    else if (!(state & 1))
      state++;
  }
  if (!state) {
    let val = (startChr - 48) * (sign || 1);
    return ctx.bi === true ? BigInt(val) : val;
  }
  if (!(state & 1))
    TomlError.x("unfinished numeric value", ctx, startPtr);
  let str = ctx.s.slice(startPtr, ctx.p);
  if (hasUnderscores)
    str = str.replaceAll("_", "");
  return state > 1 ? parseFloat(str) : parseInteger2(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
  let c, underscore = 1;
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (c === 95) {
      if (underscore & 1)
        TomlError.x("illegal underscore", ctx);
      underscore = 3;
    } else if (!isDigit2(c, base))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (underscore & 1)
      underscore--;
  }
  if (underscore & 1)
    TomlError.x("unfinished numeric value", ctx);
  let str = ctx.s.slice(startPtr + 2, ctx.p);
  if (underscore)
    str = str.replaceAll("_", "");
  return parseInteger2(ctx, str, base, startPtr);
}
function parseInteger2(ctx, str, base, startPtr) {
  if (ctx.bi !== true)
    int: {
      let val = parseInt(str, base);
      if (!Number.isSafeInteger(val)) {
        if (ctx.bi)
          break int;
        TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
      }
      return val;
    }
  return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
  let startPtr = ctx.p++, unsafeSeparator;
  if (!isDigit2(c) || !isDigit2(ctx.s.charCodeAt(ctx.p++)) || !isDigit2(ctx.s.charCodeAt(ctx.p++)) || !isDigit2(ctx.s.charCodeAt(ctx.p++))) {
    return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
  }
  ctx.p += 5;
  if (!isDigit2(ctx.s.charCodeAt(ctx.p++)))
    TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
  if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit2(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) {
    let t2 = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t2, 3, false, startPtr);
  }
  if (ctx.s.charCodeAt(ctx.p += 3) !== 58)
    TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
  if (ctx.s.charCodeAt(ctx.p += 3) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit2(ctx.s.charCodeAt(++ctx.p)))
      ;
  if (c = ctx.s.charCodeAt(ctx.p)) {
    if (c === 90 || c === 122) {
      let t2 = ctx.s.slice(startPtr, ++ctx.p);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, "[+00:00]");
    }
    if (c === 43 || c === 45) {
      let t2 = ctx.s.slice(startPtr, ctx.p += 6);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
    }
  }
  let t = ctx.s.slice(startPtr, ctx.p);
  return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
  let start = ctx.p;
  if (!isDigit2(c) || !isDigit2(ctx.s.charCodeAt(++ctx.p))) {
    return parseNumber(ctx, --ctx.p, c, 0, endChr);
  }
  if (ctx.s.charCodeAt(ctx.p += 4) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit2(ctx.s.charCodeAt(++ctx.p)))
      ;
  let t = ctx.s.slice(start, ctx.p);
  return readDate(ctx, t, 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
  if (ctx.ld) {
    let date = new TomlDate(str, type, unsafeDelim);
    if (!date.isValid())
      TomlError.x("invalid date", ctx, errPtr);
    return date;
  }
  try {
    if (temporalSuffix)
      str += temporalSuffix;
    switch (type) {
      case 1:
        return Temporal.ZonedDateTime.from(str);
      case 2:
        return Temporal.PlainDateTime.from(str);
      case 3:
        return Temporal.PlainDate.from(str);
      case 4:
        return Temporal.PlainTime.from(str);
    }
  } catch (e) {
    TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
  }
}

// node_modules/smol-toml/dist/util.js
function skipComment(ctx) {
  for (; ctx.p < ctx.s.length; ctx.p++) {
    let c = ctx.s.charCodeAt(ctx.p);
    if (c === 10)
      break;
    if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
      ctx.p++;
      break;
    }
    if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in comments", ctx);
    }
  }
}
function skipVoid(ctx, banNewLines, banComments) {
  let c;
  while (ctx.p < ctx.s.length) {
    while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)))
      ctx.p++;
    if (banComments || c !== 35)
      break;
    skipComment(ctx);
  }
}

// node_modules/smol-toml/dist/struct.js
function parseKey(ctx, end = 61) {
  let startPtr;
  let state = 0;
  let parsed = [];
  let sliceStart;
  let c = ctx.s.charCodeAt(startPtr = ctx.p);
  do {
    if (c === end) {
      if (!state)
        TomlError.x("unexpected end of key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      return ctx.p++, parsed;
    } else if (c === 46) {
      if (!state)
        TomlError.x("illegal empty bare key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      state = 0;
    } else if (!state && (c === 34 || c === 39)) {
      if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
        TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
      parsed.push(parseString(ctx));
      state = 2;
      ctx.p--;
    } else if (c === 32 || c === 9) {
      if (state === 1) {
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
        state = 2;
      }
    } else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) {
      TomlError.x("illegal character in key", ctx);
    } else if (!state) {
      state = 1;
      sliceStart = ctx.p;
    }
  } while (c = ctx.s.charCodeAt(++ctx.p));
  TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
function parseInlineTable(ctx) {
  let startPtr = ctx.p++;
  let res = /* @__PURE__ */ Object.create(null);
  let seen = /* @__PURE__ */ new Set();
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
      ctx.p++;
      return res;
    }
    let k;
    let t = res;
    let hasOwn = false;
    let errPtr = ctx.p;
    let key = parseKey(ctx);
    for (let i = 0; i < key.length; i++) {
      if (i)
        t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      k = key[i];
      if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) {
        TomlError.x("trying to redefine an already defined value", ctx, errPtr);
      }
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor")) {
        t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
        break;
      }
      if (!hasOwn && unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
      }
    }
    if (hasOwn) {
      TomlError.x("trying to redefine an already defined value", ctx, errPtr);
    }
    skipVoid(ctx, true, true);
    let value = extractValue(
      ctx,
      125
      /* } */
    );
    if (t && typeof (t[k] = value) === "object")
      seen.add(value);
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished table", ctx, startPtr);
}
function parseArray(ctx) {
  let startPtr = ctx.p++;
  let res = [];
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
      ctx.p++;
      return res;
    }
    res.push(extractValue(
      ctx,
      93
      /* ] */
    ));
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
function peekTable(ctx, key, table, meta, type) {
  let t = table;
  let m = meta;
  let k;
  let hasOwn = false;
  let state;
  for (let i = 0; i < key.length; i++) {
    if (i) {
      t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      m = (state = m[k]).c;
      if (type === 0 && (state.t === 1 || state.t === 2)) {
        return null;
      }
      if (state.t === 2) {
        let l = t.length - 1;
        t = t[l];
        m = m[l].c;
      }
    }
    k = key[i];
    if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) {
      return null;
    }
    if (!hasOwn) {
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor"))
        return false;
      if (unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
        Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
      }
      m[k] = {
        t: i < key.length - 1 && type === 2 ? 3 : type,
        d: false,
        i: 0,
        c: /* @__PURE__ */ Object.create(null)
      };
    }
  }
  state = m[k];
  if (state.t !== type && !(type === 1 && state.t === 3)) {
    return null;
  }
  if (type === 2) {
    if (!state.d) {
      state.d = true;
      t[k] = [];
    }
    t[k].push(t = /* @__PURE__ */ Object.create(null));
    state.c[state.i++] = state = { t: 1, d: false, i: 0, c: /* @__PURE__ */ Object.create(null) };
  }
  if (state.d) {
    return null;
  }
  state.d = true;
  if (type === 1) {
    t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
  } else if (type === 0 && hasOwn) {
    return null;
  }
  return [k, t, state.c];
}
function validateTablePeek(ctx, peek, ptr) {
  if (peek === null || ctx.uk === 2)
    TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse2(toml, options = {}) {
  let ctx = {
    s: toml,
    p: 0,
    d: options.maxDepth ?? 1e3,
    bi: options.integersAsBigInt ?? false,
    ld: options.useLegacyDate ?? true,
    uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
  };
  let res = /* @__PURE__ */ Object.create(null);
  let meta = /* @__PURE__ */ Object.create(null);
  let tmp;
  let skipping = false;
  let tbl = res;
  let m = meta;
  if (toml.charCodeAt(0) === 65279)
    ctx.p++;
  skipVoid(ctx);
  while (ctx.p < toml.length) {
    if (toml.charCodeAt(ctx.p) === 91) {
      let isTableArray = toml.charCodeAt(++ctx.p) === 91;
      tmp = ctx.p += +isTableArray;
      skipping = false;
      let k = parseKey(
        ctx,
        93
        /* ] */
      );
      if (isTableArray) {
        if (toml.charCodeAt(ctx.p) !== 93) {
          TomlError.x("expected end of table array declaration", ctx);
        }
        ctx.p++;
      }
      let p = peekTable(
        ctx,
        k,
        res,
        meta,
        isTableArray ? 2 : 1
        /* Type.EXPLICIT */
      );
      if (!p) {
        validateTablePeek(ctx, p, tmp);
        skipping = true;
      } else {
        m = p[2];
        tbl = p[1];
      }
    } else {
      tmp = ctx.p;
      let k = parseKey(ctx);
      let p = peekTable(
        ctx,
        k,
        tbl,
        m,
        0
        /* Type.DOTTED */
      );
      if (!p && !skipping)
        validateTablePeek(ctx, p, tmp);
      skipVoid(ctx, true, true);
      let v = extractValue(ctx, void 0);
      if (p && !skipping)
        p[1][p[0]] = v;
    }
    skipVoid(ctx, true);
    if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) {
      TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
    }
    skipVoid(ctx);
  }
  return res;
}

// node_modules/smol-toml/dist/stringify.js
var HAS_WELLFORMED = !!"".isWellFormed;

// src/config/templates/template-settings.ts
var path = ".minijinja.toml";
var flag = boolean("must be true or false");
var text2 = string("must be a text");
var texts3 = record(string(), text2, "must be a table");
var settingsFile = object({
  autoescape: optional(_enum(["auto", "html", "json", "none"], "must be auto, html, json or none")),
  newline: _default(flag, true),
  include: _default(flag, true),
  strict: _default(flag, false),
  env: optional(flag),
  "trim-blocks": _default(flag, false),
  "lstrip-blocks": _default(flag, false),
  "py-compat": _default(flag, false),
  defines: _default(texts3, {}),
  format: optional(text2),
  "expr-out": optional(text2),
  fuel: optional(int("must be a whole number").check(_nonnegative("must not be negative"))),
  "safe-paths": optional(array(text2, "must be a list")),
  syntax: _default(texts3, {})
});
var known = new Set(Object.keys(settingsFile.shape));
var defaultSyntax = {
  "block-start": "{%",
  "block-end": "%}",
  "variable-start": "{{",
  "variable-end": "}}",
  "comment-start": "{#",
  "comment-end": "#}",
  "line-statement-prefix": "",
  "line-comment-prefix": ""
};
async function readTemplateSettings(files, options = {}) {
  const source = await files.read(path, options);
  const table = source === void 0 ? {} : parseTable(source);
  const checked = safeParse(settingsFile, table);
  if (!checked.success) throw invalid(firstProblem(checked.error));
  const file = checked.data;
  refuseCustomSyntax(file.syntax);
  return {
    autoescape: file.autoescape ?? "auto",
    newline: file.newline,
    include: file.include,
    strict: file.strict,
    pyCompat: file["py-compat"],
    trimBlocks: file["trim-blocks"],
    lstripBlocks: file["lstrip-blocks"],
    definitions: file.defines,
    notes: [...notesOnKeys(table), ...notesOnValues(file, source !== void 0)]
  };
}
function parseTable(text3) {
  try {
    return parse2(text3);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw invalid(error.message.split("\n")[0] ?? "not TOML", error.line, error.column);
  }
}
function firstProblem({ issues: [issue] }) {
  return issue === void 0 ? "it is not valid" : `${issue.path.join(".")} ${issue.message}`;
}
function invalid(problem, line, column) {
  return new UserError(`Cannot read ${path}: ${problem}`, {
    code: "settings_invalid",
    location: { file: path, ...line === void 0 ? {} : { line }, ...column === void 0 ? {} : { column } }
  });
}
function refuseCustomSyntax(syntax) {
  for (const [name, value] of Object.entries(syntax)) {
    if (defaultSyntax[name] === value) continue;
    throw new UserError(`Cannot use ${path}: other delimiters (syntax.${name}) are not supported`, {
      code: "template_unsupported",
      location: { file: path }
    });
  }
}
function notesOnKeys(table) {
  const unknown = Object.keys(table).filter((key) => !known.has(key));
  return unknown.map((key) => ({
    code: "template_setting_unknown",
    severity: "warning",
    message: `${path}: the key "${key}" is unknown; minijinja-cli ignores it too`,
    location: { file: path }
  }));
}
function notesOnValues(file, exists2) {
  const notes = [];
  const add2 = (code, message, hint) => notes.push({
    code,
    severity: "info",
    message: `${path}: ${message}`,
    hint,
    ...exists2 ? { location: { file: path } } : {}
  });
  if (file.autoescape === void 0) {
    add2(
      "template_autoescape_unset",
      "autoescape is not set, so values in *.yaml.j2 and *.json.j2 are written as JSON: strings come out quoted",
      'Set autoescape = "none" for the plain values'
    );
  }
  if (file.env === false) {
    add2(
      "template_env_ignored",
      "env = false is ignored",
      "ENV holds the variables declared in the settings, nothing else"
    );
  }
  if (file["safe-paths"] !== void 0) {
    add2("template_safe_paths_ignored", "safe-paths is ignored", "Includes are confined to the template folders anyway");
  }
  if (file.fuel !== void 0 && file.fuel > 0) {
    add2("template_fuel_ignored", "fuel is ignored", "Templates have limits of their own here");
  }
  return notes;
}

// src/config/open-render-context.ts
async function openRenderContext(files, ports) {
  const templates = await readTemplateSettings(files, { signal: ports.signal });
  return { ...ports, files, templates, parsedBases: /* @__PURE__ */ new Map() };
}

// src/action/find-talosconfig.ts
var import_node_fs = __toESM(require_node_fs(), 1);
function findTalosconfig({ inputs, environment }) {
  const { talosconfig } = inputs;
  if (talosconfig?.includes("\n")) return { text: talosconfig };
  if (talosconfig !== void 0) return { path: talosconfig };
  const search = {
    TALOSCONFIG: environment["TALOSCONFIG"],
    TALOS_HOME: environment["TALOS_HOME"],
    home: environment["HOME"]
  };
  return talosconfigPlaces(search).some((place) => (0, import_node_fs.existsSync)(place)) ? search : void 0;
}

export {
  parseYaml,
  pMap,
  layerPath,
  isIpAddress,
  nodeVariables,
  renderTemplate,
  identifyNodes,
  openRenderContext,
  createImageFactory,
  findTalosconfig
};
