// Provides what the page of flex.twilio.com provides before it loads a plugin: Flex, and the React that Flex was built
// with. CommonJS, so that plugins get the same object that the package exports.
window.React = require('react')
window.ReactDOM = require('react-dom')
const Flex = require('@twilio/flex-ui')
window.Twilio = window.Twilio || {}
window.Twilio.Flex = Flex
